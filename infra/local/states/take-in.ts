import type { AdvanceRun } from './advance-run.ts';
import { roleOf } from './bindings.ts';
import type { Happening } from './commands.ts';
import { breakExecution, EXECUTION_TIMER } from './end-execution.ts';
import type { Strand } from './execution.ts';
import { answerTask, expectHeartbeat, failTask, submitTask, timeOutTask } from './task-state.ts';

const EXPRESS_SECONDS = 300;

/** Takes a happening in; false when it means nothing (any more), so that the execution stays as it is. */
export function takeIn(run: AdvanceRun, happening: Happening): boolean {
  if (run.execution.status !== 'RUNNING') return false;
  switch (happening.kind) {
    case 'started':
      return start(run);
    case 'aborted':
      breakExecution(run, 'ABORTED', happening, 0);
      return true;
    case 'timer':
      return happening.id === EXECUTION_TIMER ? endOfTime(run) : ring(run, happening.id);
    default:
      return hear(run, happening);
  }
}

function start(run: AdvanceRun): boolean {
  const { execution, machine, env } = run;
  if (execution.history.length > 0) return false;
  run.record('ExecutionStarted', 0, { executionStartedEventDetails: { input: JSON.stringify(execution.input), roleArn: roleOf(run) } });
  const limit = machine.definition.TimeoutSeconds;
  const seconds = machine.type === 'EXPRESS' ? Math.min(limit ?? EXPRESS_SECONDS, EXPRESS_SECONDS) : limit;
  if (seconds !== undefined) {
    execution.cursor.timeoutAt = env.now + seconds * 1000;
    run.commands.push({ kind: 'timer', id: EXECUTION_TIMER, at: execution.cursor.timeoutAt });
  }
  const id = run.nextId();
  execution.cursor.strands[id] = {
    id,
    index: 0,
    state: machine.definition.StartAt,
    input: execution.input,
    variables: {},
    // In AWS's histories the first state follows nothing, not the start.
    last: 0,
    enteredId: 0,
    enteredAt: env.now,
    retryCount: 0,
    attempts: [],
  };
  run.agenda.push({ do: 'enter', strand: id });
  return true;
}

function endOfTime(run: AdvanceRun): boolean {
  const at = run.execution.cursor.timeoutAt;
  if (at === undefined || tooEarly(run, EXECUTION_TIMER, at)) return false;
  breakExecution(run, 'TIMED_OUT', { error: 'States.Timeout' }, 0);
  return true;
}

function ring(run: AdvanceRun, id: string): boolean {
  const [base, limit] = id.split('/');
  const strand = waitingFor(run, base ?? '');
  const waiting = strand?.waiting;
  if (strand === undefined || waiting === undefined || waiting.for === 'branches') return false;
  if (waiting.for === 'time') {
    if (limit !== undefined || tooEarly(run, id, waiting.at)) return false;
    delete strand.waiting;
    if (waiting.next === 'retry') run.agenda.push({ do: 'begin', strand: strand.id });
    else run.agenda.push({ do: 'leave', strand: strand.id, exit: { by: run.stateOf(strand), place: '' } });
    return true;
  }
  const at = limit === 'timeout' ? waiting.timeoutAt : limit === 'heartbeat' ? waiting.heartbeatAt : undefined;
  if (at === undefined || tooEarly(run, id, at)) return false;
  timeOutTask(run, strand, waiting, limit === 'heartbeat');
  return true;
}

/** A timer that rings before its time (a clock was off, or the timer was moved) is set again and changes nothing. */
function tooEarly(run: AdvanceRun, id: string, at: number): boolean {
  if (run.env.now >= at) return false;
  run.commands.push({ kind: 'timer', id, at });
  return true;
}

function hear(run: AdvanceRun, happening: Extract<Happening, { kind: 'submitted' | 'answered' | 'failed' | 'heartbeat' }>): boolean {
  const strand = waitingFor(run, happening.id);
  const waiting = strand?.waiting;
  if (strand === undefined || waiting?.for !== 'answer') return false;
  switch (happening.kind) {
    case 'submitted':
      if (waiting.token === undefined || waiting.submitted) return false;
      submitTask(run, strand, waiting, happening.output);
      return true;
    case 'heartbeat':
      if (waiting.heartbeatMs === undefined) return false;
      expectHeartbeat(run, waiting);
      return true;
    case 'answered':
      answerTask(run, strand, waiting, happening.output);
      return true;
    case 'failed':
      failTask(run, strand, waiting, { error: happening.error, ...(happening.cause === undefined ? {} : { cause: happening.cause }) });
      return true;
  }
}

function waitingFor(run: AdvanceRun, id: string): Strand | undefined {
  return Object.values(run.execution.cursor.strands).find(
    ({ waiting }) => waiting !== undefined && waiting.for !== 'branches' && waiting.id === id,
  );
}
