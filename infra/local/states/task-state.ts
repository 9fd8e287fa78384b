import { createHash } from 'node:crypto';
import type { AdvanceRun } from './advance-run.ts';
import { bindingsOf } from './bindings.ts';
import { dataLimitExceeded, exceedsDataLimit, keepToDataLimit } from './data-limit.ts';
import type { TaskState } from './definition.ts';
import type { Strand, Waiting } from './execution.ts';
import { evaluateInteger, evaluateTemplate } from './fields.ts';
import type { Failure } from './state-failed.ts';
import { readResource, taskEvent } from './task-events.ts';

type Answering = Extract<Waiting, { for: 'answer' }>;

/** One attempt of a task: evaluates its fields, asks the host to invoke it and sets its time limits. */
export async function attemptTask(run: AdvanceRun, strand: Strand, state: TaskState): Promise<void> {
  const waitForToken = state.Resource.endsWith('.waitForTaskToken');
  const id = run.nextId();
  const token = waitForToken ? newToken(run, id) : undefined;
  const bindings = bindingsOf(run, strand, token === undefined ? {} : { token });
  const parameters = state.Arguments === undefined ? strand.input : await evaluateTemplate(state.Arguments, 'Arguments', bindings);
  const timeoutInSeconds =
    state.TimeoutSeconds === undefined ? undefined : await evaluateInteger(state.TimeoutSeconds, 'TimeoutSeconds', bindings, { least: 1 });
  const heartbeatInSeconds =
    state.HeartbeatSeconds === undefined
      ? undefined
      : await evaluateInteger(state.HeartbeatSeconds, 'HeartbeatSeconds', bindings, { least: 1 });
  keepToDataLimit(parameters, strand.state);

  const region = run.machine.arn.split(':')[3] || 'us-east-1';
  run.note(
    strand,
    ...taskEvent(state.Resource, 'Scheduled', { region, parameters: JSON.stringify(parameters), timeoutInSeconds, heartbeatInSeconds }),
  );
  run.note(strand, ...taskEvent(state.Resource, 'Started', {}));
  const waiting: Answering = { for: 'answer', id, resource: state.Resource, ...(token === undefined ? {} : { token }) };
  strand.waiting = waiting;
  run.commands.push({
    kind: 'invoke',
    id,
    state: strand.state,
    resource: state.Resource,
    arguments: parameters,
    ...(token === undefined ? {} : { token }),
    waitForToken,
  });
  if (timeoutInSeconds !== undefined) {
    waiting.timeoutAt = run.env.now + timeoutInSeconds * 1000;
    run.commands.push({ kind: 'timer', id: `${id}/timeout`, at: waiting.timeoutAt });
  }
  if (heartbeatInSeconds !== undefined) {
    waiting.heartbeatMs = heartbeatInSeconds * 1000;
    expectHeartbeat(run, waiting);
  }
}

/** Sets the instant by which the next heartbeat must have come. */
export function expectHeartbeat(run: AdvanceRun, waiting: Answering): void {
  if (waiting.heartbeatMs === undefined) return;
  waiting.heartbeatAt = run.env.now + waiting.heartbeatMs;
  run.commands.push({ kind: 'timer', id: `${waiting.id}/heartbeat`, at: waiting.heartbeatAt });
}

/** The call of a `.waitForTaskToken` task returned; the token is still awaited. */
export function submitTask(run: AdvanceRun, strand: Strand, waiting: Answering, output: unknown): void {
  waiting.submitted = true;
  run.note(strand, ...taskEvent(waiting.resource, 'Submitted', { output: JSON.stringify(output) }));
}

/** The task gave its result; one above 256 KiB is a failure of the task. */
export function answerTask(run: AdvanceRun, strand: Strand, waiting: Answering, output: unknown): void {
  if (exceedsDataLimit(output)) {
    const { resourceType, resource, lambda } = readResource(waiting.resource);
    failTask(run, strand, waiting, dataLimitExceeded(lambda ? resource : resourceType));
    return;
  }
  settle(run, strand, waiting);
  const text = JSON.stringify(output) ?? 'null';
  run.note(strand, ...taskEvent(waiting.resource, 'Succeeded', { output: text }));
  // The round trip sheds what is not JSON (dates, undefined), so that a restart in between makes no difference.
  run.agenda.push({ do: 'leave', strand: strand.id, exit: { by: run.stateOf(strand), place: '', result: { value: JSON.parse(text) } } });
}

/** The task failed, or answered the token with a failure. */
export function failTask(run: AdvanceRun, strand: Strand, waiting: Answering, failure: Failure): void {
  settle(run, strand, waiting);
  run.note(strand, ...taskEvent(waiting.resource, 'Failed', { error: failure.error, cause: failure.cause }));
  run.agenda.push({ do: 'fail', strand: strand.id, failure });
}

/** The task took too long, or its heartbeat stopped; AWS reports both as States.Timeout. */
export function timeOutTask(run: AdvanceRun, strand: Strand, waiting: Answering, heartbeat: boolean): void {
  settle(run, strand, waiting);
  run.commands.push({ kind: 'cancel', id: waiting.id });
  run.note(strand, ...taskEvent(waiting.resource, 'TimedOut', { error: 'States.Timeout' }));
  run.agenda.push({ do: 'fail', strand: strand.id, failure: { error: 'States.Timeout', ...(heartbeat ? { heartbeat } : {}) } });
}

function settle(run: AdvanceRun, strand: Strand, waiting: Answering): void {
  delete strand.waiting;
  if (waiting.timeoutAt !== undefined) run.commands.push({ kind: 'cancel', id: `${waiting.id}/timeout` });
  if (waiting.heartbeatAt !== undefined) run.commands.push({ kind: 'cancel', id: `${waiting.id}/heartbeat` });
}

/** Opaque and unguessable where `random` is; unlike for every execution and attempt even where it is seeded. */
function newToken(run: AdvanceRun, id: string): string {
  return createHash('sha256').update(`${run.execution.arn} ${id} ${run.env.random()}`).digest('base64url');
}
