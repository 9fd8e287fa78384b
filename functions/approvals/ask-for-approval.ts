import * as z from 'zod';
import { type Approval, approvalStatus } from '../../domain/approvals/approval.ts';
import { Because } from '../../domain/cases/because.ts';
import { isNotPossible, type Move, type NotPossible } from '../../domain/cases/move.ts';
import { ClaimLost } from '../../domain/errors.ts';
import { CaseId } from '../../domain/identifiers.ts';
import { waitFor } from '../../domain/returns/case-care.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { askApproval } from '../../domain/returns/return-decision.ts';
import { approvals } from '../adapters/approvals.ts';
import { cases } from '../adapters/cases.ts';
import { people } from '../adapters/people.ts';
import { policies } from '../adapters/policies.ts';
import { vault } from '../adapters/vault.ts';
import { newApprovalId } from '../runtime/random.ts';
import { task } from '../runtime/task.ts';
import { deciders, matterOf } from './approval-desk.ts';
import { firstAsked } from './first-asked.ts';

/**
 * Asks people to decide: approval, token and `step.waiting` in one transaction. Asked again (a crash, a restart) an approval that is
 * still open is kept and only the token is new; a case that is decided by then just waits, and is resumed by its answer.
 */
export const { handler, run } = task({
  input: z.object({ caseId: CaseId, execution: z.string(), because: Because, taskToken: z.string() }),
  output: z.object({}),
  connect: () => ({ cases: cases(), approvals: approvals(), people: people(), policies: policies(), vault: vault() }),
  run: async ({ caseId, execution, because, taskToken }, { cases, approvals, people, policies, vault }, { now }) => {
    const who = await deciders({ policies }, now);
    const subject = await cases.read(caseId);
    if (!subject) throw new ClaimLost(caseId);
    const former = subject.approvalId === undefined ? undefined : await approvals.read(subject.approvalId);
    const { beneficiary } = await matterOf(subject, { people });
    const newId = newApprovalId();
    const stored = vault.storeItem(caseId, { question: 'decision', token: taskToken, execution, storedAt: now.toISOString() });

    const asking = (before: ReturnCase) => firstAsked({ approvalId: newId, subject: before, beneficiary, because }, who, now);
    const ask = (before: ReturnCase): Move | NotPossible => {
      const open = stillOpen(former, before, now);
      const { to, clock, task: managers } = asking(before);
      const asked = askApproval(before, { approvalId: open ?? newId, because, execution, to, clock, task: managers }, now);
      return isNotPossible(asked) ? waitFor(before, { question: 'decision', execution }, now) : asked;
    };
    const withApproval = (move: Move, before: ReturnCase) =>
      move.case.approvalId === newId ? [stored, approvals.askItem(asking(before).approval)] : [stored];
    const outcome = await cases.change(caseId, ask, withApproval, { execution });
    if (!outcome || isNotPossible(outcome)) throw new ClaimLost(caseId);
    return {};
  },
});

/** The case's approval, if it waits for a decision. */
function stillOpen(former: Approval | undefined, subject: ReturnCase, now: Date): string | undefined {
  return former && former.approvalId === subject.approvalId && approvalStatus(former, subject, now) === 'open'
    ? former.approvalId
    : undefined;
}
