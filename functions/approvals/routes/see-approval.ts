import * as z from 'zod';
import { route } from '../../runtime/route.ts';
import { type ApprovalDesk, readApproval } from '../approval-desk.ts';

/** The page says that somebody signed in looks at it, since looking (GET) may change nothing. Then no other channel follows. */
export const seeApproval = route({
  method: 'POST',
  path: '/v1/approvals/{approvalId}/seen',
  summary: 'Say that you have looked at an approval; decides nothing',
  caller: 'agent',
  body: z.strictObject({}),
  answers: { 200: z.object({ seen: z.literal(true) }), 404: 'No such approval' },
  run: async ({ params, caller, now }, desk: ApprovalDesk) => {
    const { approval } = await readApproval(desk, params.approvalId);
    await desk.approvals.saw(approval.approvalId, caller.personId, now);
    return { status: 200, body: { seen: true } };
  },
});
