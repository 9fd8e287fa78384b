import { DescribeExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type * as z from 'zod';
import type { Because } from '../../domain/cases/because.ts';
import { isNotPossible } from '../../domain/cases/move.ts';
import { stop } from '../../domain/returns/case-care.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { whatIsUnknown } from '../../domain/returns/unknown-outcome.ts';
import { RefundFailed } from '../../events/refund-failed.ts';
import { type Cases, cases } from '../adapters/cases.ts';
import { heldBy } from '../adapters/held-by.ts';
import type { LogRecord } from '../adapters/log-records.ts';
import { stateMachines } from '../runtime/clients.ts';
import { log } from '../runtime/logger.ts';
import { subscriber } from '../runtime/subscriber.ts';
import { caseIn, ExecutionStopped } from './execution-stopped.ts';

interface Deps {
  readonly cases: Pick<Cases, 'change' | 'log'>;
  readonly states: Pick<SFNClient, 'send'>;
}

/** Makes the case of a workflow that failed, timed out or was aborted an open task with an owner. A case that another execution holds by now is left alone. */
export const { handler, run, hears } = subscriber({
  hears: [ExecutionStopped],
  connect: (): Deps => ({ cases: cases(), states: stateMachines() }),
  run: async ({ data }, { cases, states }, { now }) => {
    const { input, error } = saysAll(data) ? data : await states.send(new DescribeExecutionCommand({ executionArn: data.executionArn }));
    const caseId = caseIn(input);
    if (caseId === undefined) throw new Error('the input of the stopped execution names no case');
    const reason = reasonOf(data.status, error);
    const refusal = reason.code === 'refund-failed' ? whyNotMade(await cases.log(caseId)) : undefined;
    const outcome = await cases.change(
      caseId,
      heldBy(data.executionArn, (before) => stop(before, { reason: preciser(reason, refusal, before), owner: 'supervisor' }, now)),
    );
    if (outcome && !isNotPossible(outcome)) log('handed to a person', { caseId, status: data.status, error: reason.code });
  },
});

/** Large inputs are left out of the event, and so is the error in some of its versions. */
function saysAll({ status, input, error }: z.infer<typeof ExecutionStopped.data>): boolean {
  return caseIn(input) !== undefined && (status !== 'FAILED' || typeof error === 'string');
}

const byStatus = { FAILED: 'workflow-failed', TIMED_OUT: 'workflow-timed-out', ABORTED: 'workflow-aborted' } as const;
const byError: Readonly<Record<string, string>> = {
  RefundFailed: 'refund-failed',
  RefundShort: 'refund-short',
  GatewayUnavailable: 'provider-silent',
  NobodyAnswered: 'nobody-answered',
};

/** The newest refund that failed, and the provider's word for why. */
function whyNotMade(records: readonly LogRecord[]): z.infer<typeof RefundFailed.data> | undefined {
  return RefundFailed.data.safeParse(records.findLast(({ type }) => type === 'refund.failed.v1')?.data).data;
}

/** Of a refund that failed, and of a silent provider, the case itself knows more: which refund, how much, why or since when. */
function preciser(reason: Because, refusal: z.infer<typeof RefundFailed.data> | undefined, before: ReturnCase): Because {
  const refund = before.refunds.find(({ refundId }) => refundId === refusal?.refundId);
  if (refund && refusal) {
    const { refundId, amount, currency } = refund;
    return { code: 'refund-not-made', values: { refundId, amount, currency, why: refusal.reason || 'unknown' } };
  }
  return reason.code === 'provider-silent' ? (whatIsUnknown(before) ?? reason) : reason;
}

function reasonOf(status: keyof typeof byStatus, error: string | null | undefined): Because {
  return { code: byError[error ?? ''] ?? byStatus[status], values: {} };
}
