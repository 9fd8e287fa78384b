import { cancelWaiting } from './abort-strand.ts';
import type { AdvanceRun } from './advance-run.ts';

/** The id of the timer that ends the whole execution. */
export const EXECUTION_TIMER = 'execution';

/** Ends the execution with its output. */
export function succeedExecution(run: AdvanceRun, output: unknown, after: number): void {
  run.record('ExecutionSucceeded', after, { executionSucceededEventDetails: { output: JSON.stringify(output) } });
  run.execution.output = output;
  close(run, 'SUCCEEDED');
}

/** Ends the execution as failed, timed out or aborted, and takes back everything that still waits. */
export function breakExecution(
  run: AdvanceRun,
  status: 'FAILED' | 'TIMED_OUT' | 'ABORTED',
  why: { error?: string; cause?: string },
  after: number,
): void {
  const details = { ...(why.error ? { error: why.error } : {}), ...(why.cause === undefined ? {} : { cause: why.cause }) };
  if (status === 'FAILED') run.record('ExecutionFailed', after, { executionFailedEventDetails: details });
  else if (status === 'TIMED_OUT') run.record('ExecutionTimedOut', after, { executionTimedOutEventDetails: details });
  else run.record('ExecutionAborted', after, { executionAbortedEventDetails: details });
  Object.assign(run.execution, details);
  close(run, status);
}

function close(run: AdvanceRun, status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED'): void {
  const { execution } = run;
  execution.status = status;
  execution.stoppedAt = run.env.now;
  for (const strand of Object.values(execution.cursor.strands)) cancelWaiting(run, strand);
  if (execution.cursor.timeoutAt !== undefined) run.commands.push({ kind: 'cancel', id: EXECUTION_TIMER });
  // Without strands, nothing that is still on the agenda has anyone to be done for.
  execution.cursor = { serial: execution.cursor.serial, strands: {} };
}
