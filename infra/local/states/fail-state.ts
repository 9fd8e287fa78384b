import type { AdvanceRun } from './advance-run.ts';
import type { State } from './definition.ts';
import { matchesError } from './error-names.ts';
import type { Strand } from './execution.ts';
import { retryDelay } from './retry-delay.ts';
import type { Failure } from './state-failed.ts';

/** A state failed: its retriers come first, then its catchers in order; otherwise the strand breaks. */
export function failState(run: AdvanceRun, strand: Strand, reported: Failure): void {
  const state = run.stateOf(strand);
  const failure = tellFailure(run, strand, reported);
  if (retry(run, strand, state, failure)) return;
  if (state.Type === 'Parallel' || state.Type === 'Map') run.note(strand, `${state.Type}StateFailed`);
  const caught = catcherOf(state).findIndex(({ ErrorEquals }) => matchesError(ErrorEquals, failure.error, failure.heartbeat));
  const catcher = catcherOf(state)[caught];
  if (catcher === undefined) {
    run.agenda.unshift({ do: 'broke', strand: strand.id, failure });
    return;
  }
  const errorOutput = { Error: failure.error, Cause: failure.cause ?? '' };
  run.agenda.unshift({ do: 'leave', strand: strand.id, exit: { by: catcher, place: `Catch[${caught}]/`, errorOutput } });
}

/** Writes a failed expression into the history, and words the failures that the engine found as AWS does. */
export function tellFailure(run: AdvanceRun, strand: Strand, failure: Failure): Failure {
  const { error, cause = '', location, own, heartbeat } = failure;
  if (location !== undefined)
    run.note(strand, 'EvaluationFailed', { evaluationFailedEventDetails: { error, cause, location, state: strand.state } });
  if (own === undefined) return failure;
  const told = `An error occurred while executing the state '${strand.state}' (entered at the event id #${strand.enteredId}). ${cause}`;
  return { error, cause: told, ...(heartbeat === undefined ? {} : { heartbeat }) };
}

function retry(run: AdvanceRun, strand: Strand, state: State, failure: Failure): boolean {
  if (state.Type !== 'Task' && state.Type !== 'Parallel' && state.Type !== 'Map') return false;
  const again = retryDelay(state.Retry ?? [], strand.attempts, failure, run.env.random);
  if (again === undefined) return false;
  strand.attempts = (state.Retry ?? []).map((_, index) => (strand.attempts[index] ?? 0) + (index === again.retrier ? 1 : 0));
  strand.retryCount += 1;
  const id = run.nextId();
  const at = run.env.now + again.delayMs;
  strand.waiting = { for: 'time', id, at, next: 'retry' };
  run.commands.push({ kind: 'timer', id, at });
  return true;
}

function catcherOf(state: State) {
  return state.Type === 'Task' || state.Type === 'Parallel' || state.Type === 'Map' ? (state.Catch ?? []) : [];
}
