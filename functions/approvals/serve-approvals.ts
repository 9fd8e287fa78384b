import { api } from '../runtime/api.ts';
import { approvalDesk } from './approval-desk.ts';
import { decideApproval } from './routes/decide-approval.ts';
import { listApprovals, showApproval } from './routes/look-at-approvals.ts';
import { seeApproval } from './routes/see-approval.ts';

/** Approvals: looking and deciding. */
export const { handler, routes } = api({ connect: approvalDesk, routes: [listApprovals, showApproval, seeApproval, decideApproval] });
