import { openApproval } from '../../domain/approvals/approval.ts';
import { approvalClock } from '../../domain/approvals/approval-clock.ts';
import { panelChange } from '../../domain/approvals/panel-change.ts';
import type { Because } from '../../domain/cases/because.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import type { Deciders } from './approval-desk.ts';

/** A new approval with those who are asked first, their clock, and a manager's task when nobody may decide. */
export function firstAsked(
  asked: { approvalId: string; subject: ReturnCase; beneficiary?: string | undefined; because: Because },
  { rules: policy, staff }: Deciders,
  now: Date,
) {
  const { subject, beneficiary } = asked;
  const matter = { subject, beneficiary };
  const opened = openApproval({ ...asked, policy, on: now });
  const { approval, to, task: managers } = panelChange({ approval: opened, matter, policy, people: staff }, now);
  return { approval, to, task: managers, clock: approvalClock({ approval, matter, policy, people: staff }, now) };
}
