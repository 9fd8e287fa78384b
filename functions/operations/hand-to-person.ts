import { DescribeExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type * as z from 'zod';
import type { Because } from '../../domain/cases/because.ts';
import { isNotPossible } from '../../domain/cases/move.ts';
import { stop } from '../../domain/returns/case-care.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { whatIsUnknown } from '../../domain/returns/unknown-outcome.ts';
import { type Cases, cases } from '../adapters/cases.ts';
import { heldBy } from '../adapters/held-by.ts';
import { stateMachines } from '../runtime/clients.ts';
import { log } from '../runtime/logger.ts';
import { subscriber } from '../runtime/subscriber.ts';
import { caseIn, ExecutionStopped } from './execution-stopped.ts';

interface Deps {
  readonly cases: Pick<Cases, 'change'>;
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
    const outcome = await cases.change(
      caseId,
      heldBy(data.executionArn, (before) => stop(before, { reason: preciser(reason, before), owner: 'supervisor' }, now)),
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

/** Of a silent provider the case itself knows more: which refund, how much, since when. */
function preciser(reason: Because, before: ReturnCase): Because {
  return reason.code === 'provider-silent' ? (whatIsUnknown(before) ?? reason) : reason;
}

function reasonOf(status: keyof typeof byStatus, error: string | null | undefined): Because {
  return { code: byError[error ?? ''] ?? byStatus[status], values: {} };
}
