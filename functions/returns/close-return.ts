import * as z from 'zod';
import type { Because } from '../../domain/cases/because.ts';
import { isNotPossible } from '../../domain/cases/move.ts';
import { CaseId } from '../../domain/identifiers.ts';
import { composeDue } from '../../domain/refunds/compose-refund.ts';
import { stop } from '../../domain/returns/case-care.ts';
import { hasEnded, type ReturnCase } from '../../domain/returns/return-case.ts';
import { close } from '../../domain/returns/return-lifecycle.ts';
import { ReturnPolicy } from '../../domain/returns/return-policy.ts';
import { cases } from '../adapters/cases.ts';
import { heldBy } from '../adapters/held-by.ts';
import { type Orders, orders } from '../adapters/orders.ts';
import { type Policies, policies, policyBody } from '../adapters/policies.ts';
import { task } from '../runtime/task.ts';

const Closing = z.object({ status: z.enum(['closed', 'handed-over', 'overtaken']) });

/** Something is still expected or owed, so the workflow should not have come here: a person looks. */
class NotClosable extends Error {
  override name = 'NotClosable';
}

/**
 * Closes a return in which everything is settled. One whose early refund was more than its goods turned out to be worth becomes a
 * person's task instead, until somebody has let it be. Throws NotClosable when something is still expected or owed.
 */
export const { handler, run } = task({
  input: z.object({ caseId: CaseId, execution: z.string() }),
  output: Closing,
  connect: () => ({ cases: cases(), orders: orders(), policies: policies() }),
  run: async ({ caseId, execution }, { cases, ...shop }, { now }): Promise<z.infer<typeof Closing>> => {
    const lossIn = await lossTeller(await cases.read(caseId), shop);
    const outcome = await cases.change(
      caseId,
      heldBy(execution, (before) => {
        const closing = close(before, {}, now);
        const reason = isNotPossible(closing) ? undefined : lossIn(before);
        return reason ? stop(before, { reason, owner: 'supervisor' }, now) : closing;
      }),
      [],
      { execution },
    );
    if (!outcome || 'refused' in outcome) return { status: 'overtaken' };
    if (!isNotPossible(outcome)) return { status: outcome.moved.status === 'closed' ? 'closed' : 'handed-over' };
    if (outcome.notPossible.code === 'already-stopped') return { status: 'handed-over' };
    const { status, execution: holder } = outcome.current;
    if (holder !== execution || hasEnded(status)) return { status: status === 'closed' ? 'closed' : 'overtaken' };
    throw new NotClosable(outcome.notPossible.code);
  },
});

interface Shop {
  readonly orders: Pick<Orders, 'read'>;
  readonly policies: Pick<Policies, 'version'>;
}

/** Tells what an early refund gave beyond what inspection accepted, as the task says it: undefined when nothing, or when a person let as much be. */
async function lossTeller(
  subject: ReturnCase | undefined,
  { orders, policies }: Shop,
): Promise<(before: ReturnCase) => Because | undefined> {
  if (!subject?.refunds.some(({ early }) => early)) return () => undefined;
  const sold = await orders.read(subject.orderId);
  if (!sold) throw new Error(`the order of ${subject.caseId} is gone`);
  const policy = policyBody(ReturnPolicy, await policies.version('returns', subject.policyVersion));
  return (before) => {
    const { overpaid, currency } = composeDue(before, sold.order, policy);
    if (overpaid <= (before.acceptedLoss?.amount ?? 0)) return undefined;
    const refunded = before.refunds.filter(({ status }) => status !== 'failed').reduce((sum, { amount }) => sum + amount, 0);
    return { code: 'refunded-too-much', values: { amount: overpaid, refunded, currency } };
  };
}
