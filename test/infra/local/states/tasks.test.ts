import { describe, expect, it } from 'vitest';
import { aMachine, CALLBACK, INVOKE, NOON, Play, play } from './play.ts';

const FUNCTION = 'arn:aws:lambda:eu-west-2:111122223333:function:Decide';
const task = (more: Record<string, unknown> = {}) => ({ T: { Type: 'Task', Resource: INVOKE, End: true, ...more } });

describe('a task', () => {
  it('is invoked with its arguments and ends with its result', async () => {
    // Prepare
    const game = await play(
      task({ Arguments: { FunctionName: 'Decide', Payload: '{% $states.input %}' }, Output: '{% $states.result.Payload %}' }),
      { a: 1 },
    );

    // Act
    const invocation = game.invocation();
    await game.tell({ kind: 'answered', id: invocation.id, output: { Payload: { b: 2 } } });

    // Assess
    expect(invocation).toEqual({
      kind: 'invoke',
      id: invocation.id,
      state: 'T',
      resource: INVOKE,
      arguments: { FunctionName: 'Decide', Payload: { a: 1 } },
      waitForToken: false,
    });
    expect(game.execution.output).toEqual({ b: 2 });
    expect(game.chain()).toEqual([
      '1<0 ExecutionStarted',
      '2<0 TaskStateEntered',
      '3<2 TaskScheduled',
      '4<3 TaskStarted',
      '5<4 TaskSucceeded',
      '6<5 TaskStateExited',
      '7<6 ExecutionSucceeded',
    ]);
    expect(game.event('TaskScheduled').taskScheduledEventDetails).toEqual({
      resourceType: 'lambda',
      resource: 'invoke',
      region: 'eu-west-2',
      parameters: '{"FunctionName":"Decide","Payload":{"a":1}}',
    });
    expect(game.event('TaskSucceeded').taskSucceededEventDetails).toEqual({
      resourceType: 'lambda',
      resource: 'invoke',
      output: '{"Payload":{"b":2}}',
    });
  });

  it('takes the state input as its arguments where it has none, and a missing result for null', async () => {
    const game = await play(task(), [1]);
    expect(game.invocation().arguments).toEqual([1]);
    await game.tell({ kind: 'answered', id: game.invocation().id, output: undefined });
    expect(game.execution.output).toBeNull();
  });

  it('tells a bare function ARN as LambdaFunction events', async () => {
    // Prepare
    const game = await play(task({ Resource: FUNCTION, TimeoutSeconds: 5, Arguments: { a: 1 } }));

    // Act
    await game.tell({ kind: 'failed', id: game.invocation().id, error: 'Boom', cause: 'bad' });

    // Assess
    expect(game.types()).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'LambdaFunctionScheduled',
      'LambdaFunctionStarted',
      'LambdaFunctionFailed',
      'ExecutionFailed',
    ]);
    expect(game.event('LambdaFunctionScheduled').lambdaFunctionScheduledEventDetails).toEqual({
      resource: FUNCTION,
      input: '{"a":1}',
      timeoutInSeconds: 5,
    });
    expect(game.event('LambdaFunctionFailed').lambdaFunctionFailedEventDetails).toEqual({ error: 'Boom', cause: 'bad' });
  });

  it.each([
    ['arn:aws:states:::dynamodb:putItem', 'dynamodb', 'putItem'],
    ['arn:aws:states:::aws-sdk:sesv2:sendEmail', 'aws-sdk:sesv2', 'sendEmail'],
    ['arn:${AWS::Partition}:states:::events:putEvents', 'events', 'putEvents'],
  ])('tells %s as type %s, resource %s', async (Resource, resourceType, resource) => {
    const game = await play(task({ Resource }));
    expect(game.event('TaskStarted').taskStartedEventDetails).toEqual({ resourceType, resource });
  });

  it('fails with the error of its function', async () => {
    const game = await play(task());
    await game.tell({ kind: 'failed', id: game.invocation().id, error: 'Boom', cause: 'bad' });
    expect(game.execution).toMatchObject({ status: 'FAILED', error: 'Boom', cause: 'bad' });
    expect(game.execution.history.at(-1)).toMatchObject({
      previousEventId: 5,
      executionFailedEventDetails: { error: 'Boom', cause: 'bad' },
    });
  });
});

describe('a task that waits for its token', () => {
  it('hands out a token of its own and takes the answer whenever it comes', async () => {
    // Prepare
    const game = await play(task({ Resource: CALLBACK, Arguments: { token: '{% $states.context.Task.Token %}' }, TimeoutSeconds: 600 }));
    const { id, token, arguments: given, waitForToken } = game.invocation();

    // Act
    await game.tell({ kind: 'submitted', id, output: { StatusCode: 200 } });
    game.now += 500_000;
    await game.tell({ kind: 'answered', id, output: 'yes' });

    // Assess
    expect(waitForToken).toBe(true);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(given).toEqual({ token });
    expect(game.types().slice(1, -1)).toEqual([
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
    ]);
    expect(game.event('TaskSubmitted').taskSubmittedEventDetails).toEqual({
      resourceType: 'lambda',
      resource: 'invoke.waitForTaskToken',
      output: '{"StatusCode":200}',
    });
    expect(game.cancelled()).toEqual([`${id}/timeout`]);
    expect(game.execution.output).toBe('yes');
  });

  it('is submitted once, and a plain task never', async () => {
    const game = await play(task({ Resource: CALLBACK }));
    const { id } = game.invocation();
    await game.tell({ kind: 'submitted', id, output: 1 });
    const before = game.execution;
    expect((await game.tell({ kind: 'submitted', id, output: 2 })).execution).toBe(before);
    const plain = await play(task());
    const running = plain.execution;
    expect((await plain.tell({ kind: 'submitted', id: plain.invocation().id, output: 1 })).execution).toBe(running);
  });

  it('gives every attempt a token of its own', async () => {
    const game = await play(task({ Resource: CALLBACK, Retry: [{ ErrorEquals: ['X'] }] }));
    const first = game.invocation().token;
    await game.tell({ kind: 'failed', id: game.invocation().id, error: 'X' });
    await game.ring(game.timers()[0]?.id ?? '', 1000);
    expect(game.invocation().token).not.toBe(first);
  });
});

describe('time limits', () => {
  it('a task that takes too long is States.Timeout, and its invocation is taken back', async () => {
    // Prepare
    const game = await play(task({ TimeoutSeconds: '{% $states.input.limit %}', HeartbeatSeconds: 3 }), { limit: 7 });
    const { id } = game.invocation();
    expect(game.timers()).toEqual([
      { id: `${id}/timeout`, inMs: 7000 },
      { id: `${id}/heartbeat`, inMs: 3000 },
    ]);
    expect(game.event('TaskScheduled').taskScheduledEventDetails).toMatchObject({ timeoutInSeconds: 7, heartbeatInSeconds: 3 });

    // Act
    await game.ring(`${id}/timeout`, 7000);

    // Assess
    expect(game.cancelled()).toEqual([`${id}/timeout`, `${id}/heartbeat`, id]);
    expect(game.execution).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(game.event('TaskTimedOut').taskTimedOutEventDetails).toEqual({
      resourceType: 'lambda',
      resource: 'invoke',
      error: 'States.Timeout',
    });
    expect(game.event('ExecutionFailed').executionFailedEventDetails).toEqual({ error: 'States.Timeout' });
  });

  it('heartbeats put off the heartbeat limit, not the timeout', async () => {
    // Prepare
    const game = await play(task({ TimeoutSeconds: 10, HeartbeatSeconds: 3 }));
    const { id } = game.invocation();
    game.now += 2000;
    await game.tell({ kind: 'heartbeat', id });
    expect(game.timers()).toEqual([{ id: `${id}/heartbeat`, inMs: 3000 }]);

    // Act
    await game.ring(`${id}/heartbeat`, 2999);
    expect(game.execution.status).toBe('RUNNING');
    await game.ring(`${id}/heartbeat`, 1);

    // Assess
    expect(game.execution).toMatchObject({ status: 'FAILED', error: 'States.Timeout', stoppedAt: NOON + 5000 });
  });

  it.each([
    ['States.HeartbeatTimeout', 'Caught'],
    ['States.Timeout', 'Caught'],
    ['States.ALL', 'Caught'],
    ['States.TaskFailed', undefined],
  ])('a missed heartbeat under Catch %s goes to %s', async (name, expected) => {
    const game = await play({
      ...task({ HeartbeatSeconds: 3, Catch: [{ ErrorEquals: [name], Next: 'Caught' }] }),
      Caught: { Type: 'Pass', Output: 'Caught', End: true },
    });
    await game.ring(`${game.invocation().id}/heartbeat`, 3000);
    expect(game.execution.output).toBe(expected);
  });

  it.each([
    ['the top-level TimeoutSeconds', 'STANDARD', 60, 60_000],
    ['five minutes for Express', 'EXPRESS', undefined, 300_000],
    ['five minutes for Express at most', 'EXPRESS', 3600, 300_000],
    ['less for Express where it says so', 'EXPRESS', 20, 20_000],
  ] as const)('the whole execution ends after %s', async (_, type, seconds, ms) => {
    // Prepare
    const machine = aMachine(
      { T: { Type: 'Wait', Seconds: 9999, End: true } },
      { type, ...(seconds === undefined ? {} : { TimeoutSeconds: seconds }) },
    );
    const game = await new Play(machine).start();
    expect(game.timers()[0]).toEqual({ id: 'execution', inMs: ms });
    const wait = game.timers()[1]?.id;

    // Act
    await game.ring('execution', ms);

    // Assess
    expect(game.execution).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' });
    expect(game.types()).toEqual(['ExecutionStarted', 'WaitStateEntered', 'ExecutionTimedOut']);
    expect(game.cancelled()).toEqual([wait, 'execution']);
  });
});

describe('what comes late, twice or from nowhere changes nothing', () => {
  const late = [
    { kind: 'started' },
    { kind: 'answered', id: '2', output: 'late' },
    { kind: 'failed', id: '2', error: 'Late' },
    { kind: 'submitted', id: '2', output: 1 },
    { kind: 'heartbeat', id: '2' },
    { kind: 'timer', id: '2/timeout' },
    { kind: 'timer', id: '99' },
    { kind: 'timer', id: 'execution' },
  ] as const;

  it.each(late)('$kind $id after the task was answered', async (happening) => {
    // Prepare
    const game = await play({
      ...task({ TimeoutSeconds: 5, HeartbeatSeconds: 2, Next: 'W', End: undefined }),
      W: { Type: 'Wait', Seconds: 60, End: true },
    });
    expect(game.invocation().id).toBe('2');
    await game.tell({ kind: 'answered', id: '2', output: 'first' });
    const before = game.execution;
    game.now += 10_000;

    // Act
    await game.tell(happening);

    // Assess
    expect(game.execution).toBe(before);
    expect(game.commands).toEqual([]);
  });

  it('everything after the end', async () => {
    const game = await play(task());
    await game.tell({ kind: 'aborted', error: 'Ended', cause: 'by hand' });
    const before = game.execution;
    for (const happening of [...late, { kind: 'aborted' } as const]) await game.tell(happening);
    expect(game.execution).toBe(before);
    expect(before).toMatchObject({ status: 'ABORTED', error: 'Ended', cause: 'by hand' });
    expect(before.history.at(-1)).toMatchObject({
      type: 'ExecutionAborted',
      previousEventId: 0,
      executionAbortedEventDetails: { error: 'Ended', cause: 'by hand' },
    });
  });

  it('an abort takes back what is under way', async () => {
    const game = await play(task({ TimeoutSeconds: 5 }));
    await game.tell({ kind: 'aborted' });
    expect(game.cancelled()).toEqual(['2', '2/timeout']);
  });
});
