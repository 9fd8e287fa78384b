import * as z from 'zod';
import { type Approval, approvalStatus, openApproval } from '../../domain/approvals/approval.ts';
import { ApprovalsPolicy } from '../../domain/approvals/approvals-policy.ts';
import { Because } from '../../domain/cases/because.ts';
import { isNotPossible, type Move, type NotPossible } from '../../domain/cases/move.ts';
import { ClaimLost } from '../../domain/errors.ts';
import { CaseId } from '../../domain/identifiers.ts';
import { waitFor } from '../../domain/returns/case-care.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { askApproval } from '../../domain/returns/return-decision.ts';
import { approvals } from '../adapters/approvals.ts';
import { cases } from '../adapters/cases.ts';
import { policies, policyBody } from '../adapters/policies.ts';
import { vault } from '../adapters/vault.ts';
import { newApprovalId } from '../runtime/random.ts';
import { task } from '../runtime/task.ts';

/**
 * Asks people to decide: approval, token and `step.waiting` in one transaction. Asked again (a crash, a restart) an approval that is
 * still open is kept and only the token is new; a case that is decided by then just waits, and is resumed by its answer.
 */
export const { handler, run } = task({
  input: z.object({ caseId: CaseId, execution: z.string(), because: Because, taskToken: z.string() }),
  output: z.object({}),
  connect: () => ({ cases: cases(), approvals: approvals(), policies: policies(), vault: vault() }),
  run: async ({ caseId, execution, because, taskToken }, { cases, approvals, policies, vault }, { now }) => {
    const policy = policyBody(ApprovalsPolicy, await policies.inForce('approvals', now));
    const subject = await cases.read(caseId);
    const former = subject?.approvalId === undefined ? undefined : await approvals.read(subject.approvalId);
    const newId = newApprovalId();
    const stored = vault.storeItem(caseId, { question: 'decision', token: taskToken, execution, storedAt: now.toISOString() });

    const ask = (before: ReturnCase): Move | NotPossible => {
      const approvalId = stillOpen(former, before, now) ?? newId;
      const asked = askApproval(before, { approvalId, because, execution }, now);
      return isNotPossible(asked) ? waitFor(before, { question: 'decision', execution }, now) : asked;
    };
    const withApproval = (move: Move) => {
      const opened = move.case.approvalId === newId;
      return opened
        ? [stored, approvals.askItem(openApproval({ approvalId: newId, subject: move.case, because, policy, on: now }))]
        : [stored];
    };
    const outcome = await cases.change(caseId, ask, withApproval, { execution });
    if (!outcome || isNotPossible(outcome)) throw new ClaimLost(caseId);
    return {};
  },
});

function stillOpen(former: Approval | undefined, subject: ReturnCase, now: Date): string | undefined {
  return former && approvalStatus(former, subject, now) === 'open' ? former.approvalId : undefined;
}
