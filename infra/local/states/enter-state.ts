import type { AdvanceRun } from './advance-run.ts';
import { bindingsOf } from './bindings.ts';
import type { ChoiceState, FailState, State, WaitState } from './definition.ts';
import type { Strand } from './execution.ts';
import { evaluateBoolean, evaluateInteger, evaluateString } from './fields.ts';
import { beginFork } from './fork-state.ts';
import { queryEvaluationError, StateFailed } from './state-failed.ts';
import { attemptTask } from './task-state.ts';
import { readTimestamp } from './timestamp.ts';

/** A strand enters the state it stands before, and begins it. */
export async function enterState(run: AdvanceRun, strand: Strand): Promise<void> {
  const state = run.stateOf(strand);
  strand.attempts = [];
  strand.retryCount = 0;
  strand.enteredAt = run.env.now;
  run.note(strand, `${state.Type}StateEntered`, { stateEnteredEventDetails: { name: strand.state, input: JSON.stringify(strand.input) } });
  strand.enteredId = strand.last;
  await beginState(run, strand);
}

/** Begins (or, on a retry, begins again) the state of a strand; whatever goes wrong becomes the state's failure. */
export async function beginState(run: AdvanceRun, strand: Strand): Promise<void> {
  const state = run.stateOf(strand);
  try {
    await begin(run, strand, state);
  } catch (error) {
    if (!(error instanceof StateFailed)) throw error;
    run.agenda.unshift({ do: 'fail', strand: strand.id, failure: error.failure });
  }
}

async function begin(run: AdvanceRun, strand: Strand, state: State): Promise<void> {
  switch (state.Type) {
    case 'Pass':
    case 'Succeed':
      run.agenda.unshift({ do: 'leave', strand: strand.id, exit: { by: state, place: '' } });
      return;
    case 'Choice':
      return choose(run, strand, state);
    case 'Wait':
      return wait(run, strand, state);
    case 'Fail':
      return fail(run, strand, state);
    case 'Task':
      return attemptTask(run, strand, state);
    case 'Parallel':
    case 'Map':
      return beginFork(run, strand, state);
  }
}

async function choose(run: AdvanceRun, strand: Strand, state: ChoiceState): Promise<void> {
  const bindings = bindingsOf(run, strand);
  for (const [index, rule] of state.Choices.entries()) {
    if (await evaluateBoolean(rule.Condition, `Choices[${index}]/Condition`, bindings)) {
      run.agenda.unshift({ do: 'leave', strand: strand.id, exit: { by: rule, place: `Choices[${index}]/` } });
      return;
    }
  }
  if (state.Default === undefined) {
    throw new StateFailed({
      error: 'States.NoChoiceMatched',
      cause: 'Failed to transition out of the state. The state does not point to a next state.',
      own: true,
    });
  }
  run.agenda.unshift({ do: 'leave', strand: strand.id, exit: { by: { ...leavingOf(state), Next: state.Default }, place: '' } });
}

function leavingOf(state: ChoiceState) {
  return {
    ...(state.Assign === undefined ? {} : { Assign: state.Assign }),
    ...(state.Output === undefined ? {} : { Output: state.Output }),
  };
}

async function wait(run: AdvanceRun, strand: Strand, state: WaitState): Promise<void> {
  const at = await waitUntil(run, strand, state);
  if (at <= run.env.now) {
    run.agenda.unshift({ do: 'leave', strand: strand.id, exit: { by: state, place: '' } });
    return;
  }
  const id = run.nextId();
  strand.waiting = { for: 'time', id, at, next: 'leave' };
  run.commands.push({ kind: 'timer', id, at });
}

async function waitUntil(run: AdvanceRun, strand: Strand, state: WaitState): Promise<number> {
  const bindings = bindingsOf(run, strand);
  if (state.Timestamp === undefined) return run.env.now + (await evaluateInteger(state.Seconds, 'Seconds', bindings, { least: 0 })) * 1000;
  const text = await evaluateString(state.Timestamp, 'Timestamp', bindings);
  const at = readTimestamp(text);
  if (at === undefined) {
    throw queryEvaluationError(
      'Timestamp',
      `The value of the field 'Timestamp' is not a valid ISO-8601 extended offset date-time: ${text}`,
    );
  }
  return at;
}

async function fail(run: AdvanceRun, strand: Strand, state: FailState): Promise<void> {
  const bindings = bindingsOf(run, strand);
  const error = state.Error === undefined ? '' : await evaluateString(state.Error, 'Error', bindings);
  const cause = state.Cause === undefined ? undefined : await evaluateString(state.Cause, 'Cause', bindings);
  throw new StateFailed({ error, ...(cause === undefined ? {} : { cause }) });
}
