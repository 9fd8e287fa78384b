import * as z from 'zod';
import { Because } from '../../domain/cases/because.ts';
import { isNotPossible } from '../../domain/cases/move.ts';
import { CaseId } from '../../domain/identifiers.ts';
import { decideCase, type ReturnDecision } from '../../domain/returns/decide-return.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { decide, decided } from '../../domain/returns/return-decision.ts';
import { ReturnPolicy } from '../../domain/returns/return-policy.ts';
import { cases } from '../adapters/cases.ts';
import { orders } from '../adapters/orders.ts';
import { policies, policyBody } from '../adapters/policies.ts';
import { task } from '../runtime/task.ts';

export const DecisionTaken = z.object({
  outcome: z.enum(['approved', 'keep-item', 'refused', 'needs-approval', 'overtaken']),
  because: Because.optional(),
});
type DecisionTaken = z.infer<typeof DecisionTaken>;

/**
 * Claims the case for this execution and decides it: approved, refused, or for a person to settle? What was decided before (after a
 * crash or a restart) stands. A second execution for the same case is told that it was overtaken.
 */
export const { handler, run } = task({
  input: z.object({ caseId: CaseId, execution: z.string() }),
  output: DecisionTaken,
  connect: () => ({ cases: cases(), orders: orders(), policies: policies() }),
  run: async ({ caseId, execution }, { cases, orders, policies }, { now }): Promise<DecisionTaken> => {
    const subject = await cases.read(caseId);
    const sold = subject && (await orders.read(subject.orderId));
    if (!subject || !sold) return { outcome: 'overtaken' };
    const policy = policyBody(ReturnPolicy, await policies.version('returns', subject.policyVersion));
    const claim = { execution, claim: true };
    const outcome = await cases.change(
      caseId,
      (before) => decide(before, { execution, decision: decideCase(before, sold.order, policy), policy }, now),
      [],
      claim,
    );
    if (!outcome || 'refused' in outcome) return { outcome: 'overtaken' };
    return isNotPossible(outcome)
      ? tooLate(outcome.current, execution)
      : taken(outcome.moved, decideCase(outcome.moved, sold.order, policy));
  },
});

function taken(subject: ReturnCase, decision: ReturnDecision): DecisionTaken {
  const outcome = decided(subject);
  return outcome ? { outcome, because: subject.decision?.because } : { outcome: 'needs-approval', because: decision.because };
}

/** The case ended or is somebody else's, unless this execution itself refused it just before it crashed. */
function tooLate(current: ReturnCase, execution: string): DecisionTaken {
  const mine = current.execution === execution && current.status === 'refused';
  return mine ? { outcome: 'refused', because: current.decision?.because } : { outcome: 'overtaken' };
}
