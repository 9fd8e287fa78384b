import { ApprovalAnswered } from '../../events/approval-answered.ts';
import { ApprovalAsked } from '../../events/approval-asked.ts';
import { ApprovalDecided } from '../../events/approval-decided.ts';
import { ApprovalEnded } from '../../events/approval-ended.ts';
import { ApprovalHandedOver } from '../../events/approval-handed-over.ts';
import { ApprovalQuestioned } from '../../events/approval-questioned.ts';
import { ApprovalReminded } from '../../events/approval-reminded.ts';
import { ApprovalSuperseded } from '../../events/approval-superseded.ts';
import { ApprovalUnread } from '../../events/approval-unread.ts';
import type { Heard } from '../runtime/subscriber.ts';

/** What colleagues hear by mail about approvals. */
export const approvalEvents = [
  ApprovalAsked,
  ApprovalReminded,
  ApprovalHandedOver,
  ApprovalUnread,
  ApprovalDecided,
  ApprovalSuperseded,
  ApprovalEnded,
  ApprovalQuestioned,
  ApprovalAnswered,
] as const;
export type ApprovalEvent = Heard<typeof approvalEvents>;
