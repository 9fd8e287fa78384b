import { describe, expect, it } from 'vitest';
import { aMachine, INVOKE, Play, play } from './play.ts';

const CAUGHT = { Type: 'Pass', End: true };
const task = (more: Record<string, unknown>) => ({ T: { Type: 'Task', Resource: INVOKE, End: true, ...more } });

/** Fails every attempt with the given errors in turn; gives the delays before each retry in milliseconds. */
async function delays(retry: unknown[], errors: string[], seed = 1): Promise<number[]> {
  const game = await new Play(aMachine(task({ Retry: retry })), {}, { seed }).start();
  const found: number[] = [];
  for (const error of errors) {
    await game.tell({ kind: 'failed', id: game.invocation().id, error });
    const [timer] = game.timers();
    if (timer === undefined) break;
    found.push(timer.inMs);
    await game.ring(timer.id, timer.inMs);
  }
  return found;
}

describe('Retry', () => {
  const many = Array.from({ length: 9 }, () => 'X');

  it.each([
    ['defaults: 3 attempts, 1 s, doubled', {}, [1000, 2000, 4000]],
    ['interval and rate', { IntervalSeconds: 3, BackoffRate: 1.5, MaxAttempts: 4 }, [3000, 4500, 6750, 10_125]],
    ['a greatest delay', { IntervalSeconds: 5, MaxDelaySeconds: 12, MaxAttempts: 4 }, [5000, 10_000, 12_000, 12_000]],
    ['no growth', { BackoffRate: 1, MaxAttempts: 2 }, [1000, 1000]],
    ['never', { MaxAttempts: 0 }, []],
    ['explicitly no jitter', { JitterStrategy: 'NONE', MaxAttempts: 1 }, [1000]],
  ])('waits by %s', async (_, fields, expected) => {
    expect(await delays([{ ErrorEquals: ['X'], ...fields }], many)).toEqual(expected);
  });

  it('jitters between nothing and the full delay, the same way for the same seed', async () => {
    // Prepare
    const retry = [{ ErrorEquals: ['States.ALL'], JitterStrategy: 'FULL', IntervalSeconds: 10, MaxAttempts: 5 }];

    // Act
    const [once, again, otherwise] = [await delays(retry, many, 7), await delays(retry, many, 7), await delays(retry, many, 8)];

    // Assess
    expect(once).toHaveLength(5);
    expect(once).toEqual(again);
    expect(once).not.toEqual(otherwise);
    for (const [index, ms] of once.entries()) expect(ms).toBeLessThanOrEqual(10_000 * 2 ** index);
  });

  it('counts afresh when the state is entered again', async () => {
    // Prepare
    const retry = [{ ErrorEquals: ['X'], MaxAttempts: 1 }];
    const game = await play({
      T: { Type: 'Task', Resource: INVOKE, Arguments: '{% $states.context.State.RetryCount %}', Retry: retry, Next: 'Again' },
      Again: { Type: 'Pass', Next: 'T' },
    });

    for (const round of [1, 2]) {
      // Act
      await game.tell({ kind: 'failed', id: game.invocation().id, error: 'X' });
      await game.ring(game.timers()[0]?.id ?? '', 1000);
      expect(game.invocation().arguments).toBe(1);
      await game.tell({ kind: 'answered', id: game.invocation().id, output: round });

      // Assess
      expect(game.invocation().arguments).toBe(0);
    }
  });

  it('counts for each retrier on its own', async () => {
    const retry = [
      { ErrorEquals: ['X'], MaxAttempts: 2 },
      { ErrorEquals: ['States.ALL'], IntervalSeconds: 60, MaxAttempts: 1 },
    ];
    expect(await delays(retry, ['X', 'Y', 'X', 'X'])).toEqual([1000, 60_000, 2000]);
  });

  it('tells its attempts in the history, counts them in the context, and gives up into Catch', async () => {
    // Prepare
    const game = await play({
      ...task({
        Arguments: '{% $states.context.State.RetryCount %}',
        Retry: [{ ErrorEquals: ['X'], MaxAttempts: 1 }],
        Catch: [{ ErrorEquals: ['X'], Next: 'C' }],
      }),
      C: CAUGHT,
    });
    expect(game.invocation().arguments).toBe(0);

    // Act
    await game.tell({ kind: 'failed', id: game.invocation().id, error: 'X', cause: 'one' });
    await game.ring(game.timers()[0]?.id ?? '', 1000);
    expect(game.invocation().arguments).toBe(1);
    await game.tell({ kind: 'failed', id: game.invocation().id, error: 'X', cause: 'two' });

    // Assess
    expect(game.execution.output).toEqual({ Error: 'X', Cause: 'two' });
    expect(game.chain().slice(1)).toEqual([
      '2<0 TaskStateEntered',
      '3<2 TaskScheduled',
      '4<3 TaskStarted',
      '5<4 TaskFailed',
      '6<5 TaskScheduled',
      '7<6 TaskStarted',
      '8<7 TaskFailed',
      '9<8 TaskStateExited',
      '10<9 PassStateEntered',
      '11<10 PassStateExited',
      '12<11 ExecutionSucceeded',
    ]);
  });
});

describe('Catch', () => {
  const names = [['A'], ['A', 'B'], ['States.TaskFailed'], ['States.ALL']];
  const catchers = names.map((ErrorEquals, index) => ({ ErrorEquals, Output: index, Next: 'C' }));

  it.each([
    ['A', catchers, 0],
    ['B', catchers, 1],
    ['Z', catchers, 2],
    ['States.Timeout', catchers, 3],
    ['States.DataLimitExceeded', [catchers[3]], undefined],
    ['States.DataLimitExceeded', [{ ErrorEquals: ['States.DataLimitExceeded'], Output: 'named', Next: 'C' }], 'named'],
    ['States.Runtime', [{ ErrorEquals: ['States.Runtime'], Next: 'C' }], undefined],
    ['States.Runtime', [catchers[3]], undefined],
    ['States.Timeout', [{ ErrorEquals: ['States.TaskFailed'], Next: 'C' }], undefined],
    ['States.HeartbeatTimeout', [{ ErrorEquals: ['States.HeartbeatTimeout'], Output: 'heart', Next: 'C' }], 'heart'],
  ])('of %s takes the first entry that matches', async (error, Catch, expected) => {
    const game = await play({ ...task({ Catch }), C: CAUGHT });
    await game.tell({ kind: 'failed', id: game.invocation().id, error });
    expect(game.execution.output).toBe(expected);
    expect(game.execution.error).toBe(expected === undefined ? error : undefined);
  });

  it('assigns and puts out from the error, with the old variables, instead of the state itself', async () => {
    // Prepare
    const game = await play({
      S: { Type: 'Pass', Assign: { n: 1 }, Next: 'T' },
      ...task({
        Assign: { n: 99 },
        Catch: [
          {
            ErrorEquals: ['States.ALL'],
            Assign: { n: '{% $n + 1 %}', why: '{% $states.errorOutput.Cause %}' },
            Output: '{% $states.errorOutput.Error & $n %}',
            Next: 'C',
          },
        ],
      }),
      C: { Type: 'Pass', Output: { in: '{% $states.input %}', n: '{% $n %}', why: '{% $why %}' }, End: true },
    });

    // Act
    await game.tell({ kind: 'failed', id: game.invocation().id, error: 'X', cause: 'because' });

    // Assess
    expect(game.execution.output).toEqual({ in: 'X1', n: 2, why: 'because' });
    expect(game.event('TaskStateExited').stateExitedEventDetails).toEqual({
      name: 'T',
      output: '"X1"',
      assignedVariables: { n: '2', why: '"because"' },
    });
  });

  it('does not catch what goes wrong in itself', async () => {
    const game = await play({
      ...task({ Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.Nothing %}', Next: 'C' }] }),
      C: CAUGHT,
    });
    await game.tell({ kind: 'failed', id: game.invocation().id, error: 'X' });
    expect(game.execution.cause).toContain("specified for the field 'Catch[0]/Output' returned nothing (undefined).");
  });
});

describe('States.QueryEvaluationError', () => {
  const told = (what: string) =>
    `An error occurred while executing the state 'A' (entered at the event id #2). The JSONata expression ${what}`;

  it.each([
    [
      'nothing',
      { Output: { v: ['{% $states.input.no %}'] } },
      'Output/v[0]',
      "'$states.input.no' specified for the field 'Output/v[0]' returned nothing (undefined).",
    ],
    [
      'an error',
      { Assign: { x: '{% $sum(["a"]) %}' } },
      'Assign/x',
      `'$sum(["a"])' specified for the field 'Assign/x' threw an error during evaluation. T0412: Argument 1 of function "sum" must be an array of "numbers"`,
    ],
    [
      'a function',
      { Output: '{% function($x){$x} %}' },
      'Output',
      "'function($x){$x}' specified for the field 'Output' returned an unsupported result type.",
    ],
    [
      '$eval',
      { Output: '{% $eval("1") %}' },
      'Output',
      `'$eval("1")' specified for the field 'Output' threw an error during evaluation. T1006: Attempted to invoke a non-function`,
    ],
  ])('is raised by %s', async (_, fields, location, cause) => {
    // Prepare, act
    const game = await play({ A: { Type: 'Pass', End: true, ...fields } });

    // Assess
    expect(game.execution).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError', cause: told(cause) });
    expect(game.chain().slice(1)).toEqual(['2<0 PassStateEntered', '3<2 EvaluationFailed', '4<3 ExecutionFailed']);
    expect(game.event('EvaluationFailed').evaluationFailedEventDetails).toEqual({
      error: 'States.QueryEvaluationError',
      cause: `The JSONata expression ${cause}`,
      location,
      state: 'A',
    });
  });

  it.each([
    [
      'Condition',
      { A: { Type: 'Choice', Choices: [{ Condition: '{% 1 %}', Next: 'C' }] }, C: CAUGHT },
      "'1' specified for the field 'Choices[0]/Condition' returned an unexpected result type. Expected 'boolean', but was 'number' for value: 1",
    ],
    [
      'Seconds',
      { A: { Type: 'Wait', Seconds: '{% "x" %}', End: true } },
      `'"x"' specified for the field 'Seconds' returned an unexpected result type. Expected 'integer', but was 'string' for value: "x"`,
    ],
    [
      'Items',
      { A: { Type: 'Map', Items: '{% {} %}', ItemProcessor: { StartAt: 'P', States: { P: CAUGHT } }, End: true } },
      "'{}' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was 'object' for value: {}",
    ],
  ])('is raised by the wrong type of %s', async (_, states, cause) => {
    expect((await play(states)).execution.cause).toBe(told(cause));
  });

  it.each([
    ['Seconds below zero', { Type: 'Wait', Seconds: '{% -1 %}', End: true }],
    ['Timestamp without zone', { Type: 'Wait', Timestamp: '{% "2026-01-01T00:00:00" %}', End: true }],
    ['TimeoutSeconds of zero', { Type: 'Task', Resource: INVOKE, TimeoutSeconds: '{% 0 %}', End: true }],
  ])('is raised by %s', async (_, state) => {
    expect((await play({ A: state })).execution.error).toBe('States.QueryEvaluationError');
  });

  it('can be retried and caught on a Task, also from its Output', async () => {
    const game = await play({
      ...task({
        Output: '{% $states.result.no %}',
        Retry: [{ ErrorEquals: ['States.QueryEvaluationError'], MaxAttempts: 1 }],
        Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.Error %}', Next: 'C' }],
      }),
      C: CAUGHT,
    });
    await game.tell({ kind: 'answered', id: game.invocation().id, output: {} });
    await game.ring(game.timers()[0]?.id ?? '', 1000);
    await game.tell({ kind: 'answered', id: game.invocation().id, output: {} });
    expect(game.execution.output).toBe('States.QueryEvaluationError');
    expect(game.types().filter((type) => type === 'EvaluationFailed')).toHaveLength(2);
  });
});

describe('States.DataLimitExceeded', () => {
  it.each([
    ['of exactly 256 KiB passes', 262_144 - 2, 'SUCCEEDED'],
    ['one byte larger fails', 262_144 - 1, 'FAILED'],
  ])('a result %s', async (_, length, status) => {
    const game = await play(task({ Output: 'small' }));
    await game.tell({ kind: 'answered', id: game.invocation().id, output: 'x'.repeat(length) });
    expect(game.execution.status).toBe(status);
    if (status === 'FAILED') expect(game.event('TaskFailed').taskFailedEventDetails?.error).toBe('States.DataLimitExceeded');
  });

  it('counts bytes, not characters, and holds for outputs, arguments and variables too', async () => {
    for (const fields of [{ Output: 'é'.repeat(131_072) }, { Assign: { x: '{% $pad("", 262144, "x") %}' }, Output: 1 }]) {
      expect((await play({ A: { Type: 'Pass', End: true, ...fields } })).execution.error).toBe('States.DataLimitExceeded');
    }
    expect((await play(task({ Arguments: '{% $pad("", 262144, "x") %}' }))).execution.error).toBe('States.DataLimitExceeded');
  });

  it('an input that large is refused before the start', () => {
    expect(() => new Play(aMachine(task({})), 'x'.repeat(262_144))).toThrow(/larger than 256 KiB/);
  });
});
