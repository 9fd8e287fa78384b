import { describe, expect, it } from 'vitest';
import { transitions } from '../../../../infra/local/states/history.ts';
import { aMachine, INVOKE, NOON, Play, play } from './play.ts';

const DONE = { Type: 'Succeed' };

describe('states that need no waiting', () => {
  it.each([
    ['a Pass hands its input on', { A: { Type: 'Pass', End: true } }, { a: 1, lines: [{ n: 1 }, { n: 2 }] }],
    ['a Pass hands its Output on', { A: { Type: 'Pass', Output: { b: '{% $states.input.a + 1 %}' }, End: true } }, { b: 2 }],
    ['a Succeed has an Output', { A: { Type: 'Succeed', Output: '{% $states.input.a %}' } }, 1],
    ['a text that merely contains an expression is a text', { A: { Type: 'Pass', Output: ' {% $x %} ', End: true } }, ' {% $x %} '],
    [
      'a Choice takes the first rule that is true',
      {
        A: {
          Type: 'Choice',
          Choices: [
            { Condition: '{% $states.input.a > 1 %}', Next: 'B' },
            { Condition: '{% $states.input.a = 1 %}', Output: 'second', Next: 'B' },
            { Condition: true, Output: 'third', Next: 'B' },
          ],
        },
        B: DONE,
      },
      'second',
    ],
    [
      'a Choice goes to Default, with its own Output',
      {
        A: { Type: 'Choice', Output: 'by default', Choices: [{ Condition: '{% $states.input.a > 1 %}', Next: 'B' }], Default: 'B' },
        B: DONE,
      },
      'by default',
    ],
    [
      'a matching rule leaves the Output of the Choice alone',
      {
        A: { Type: 'Choice', Output: 'by default', Choices: [{ Condition: '{% true %}', Next: 'B' }], Default: 'B' },
        B: DONE,
      },
      { a: 1, lines: [{ n: 1 }, { n: 2 }] },
    ],
    ['one match of a path is the item, not a list', { A: { Type: 'Pass', Output: '{% $states.input.lines[n=2].n %}', End: true } }, 2],
  ])('%s', async (_, states, expected) => {
    // Prepare, act
    const { execution } = await play(states, { a: 1, lines: [{ n: 1 }, { n: 2 }] });

    // Assess
    expect(execution.status).toBe('SUCCEEDED');
    expect(execution.output).toEqual(expected);
  });

  it('tells its history as GetExecutionHistory does', async () => {
    // Prepare, act
    const { execution } = await play({ A: { Type: 'Pass', Assign: { x: [1] }, Next: 'B' }, B: DONE }, { a: 1 });

    // Assess
    const timestamp = '2026-03-01T12:00:00.000Z';
    expect(execution.history).toEqual([
      {
        id: 1,
        previousEventId: 0,
        timestamp,
        type: 'ExecutionStarted',
        executionStartedEventDetails: { input: '{"a":1}', roleArn: 'arn:aws:iam::111122223333:role/Return' },
      },
      { id: 2, previousEventId: 0, timestamp, type: 'PassStateEntered', stateEnteredEventDetails: { name: 'A', input: '{"a":1}' } },
      {
        id: 3,
        previousEventId: 2,
        timestamp,
        type: 'PassStateExited',
        stateExitedEventDetails: { name: 'A', output: '{"a":1}', assignedVariables: { x: '[1]' } },
      },
      { id: 4, previousEventId: 3, timestamp, type: 'SucceedStateEntered', stateEnteredEventDetails: { name: 'B', input: '{"a":1}' } },
      { id: 5, previousEventId: 4, timestamp, type: 'SucceedStateExited', stateExitedEventDetails: { name: 'B', output: '{"a":1}' } },
      { id: 6, previousEventId: 5, timestamp, type: 'ExecutionSucceeded', executionSucceededEventDetails: { output: '{"a":1}' } },
    ]);
    expect(execution.stoppedAt).toBe(NOON);
  });

  it('fails where no rule matches and there is no Default', async () => {
    // Prepare, act
    const { execution } = await play({ A: { Type: 'Choice', Choices: [{ Condition: false, Next: 'B' }] }, B: DONE });

    // Assess
    expect(execution).toMatchObject({
      status: 'FAILED',
      error: 'States.NoChoiceMatched',
      cause:
        "An error occurred while executing the state 'A' (entered at the event id #2). Failed to transition out of the state. The state does not point to a next state.",
    });
  });

  it.each([
    ['literals', { Error: 'Refused', Cause: 'too late' }, 'Refused', 'too late'],
    ['expressions', { Error: '{% "Re" & "fused" %}', Cause: '{% $string($states.input) %}' }, 'Refused', '{"a":1}'],
    ['no cause', { Error: 'Refused' }, 'Refused', undefined],
  ])('a Fail with %s ends the execution', async (_, fields, error, cause) => {
    // Prepare, act
    const { execution } = await play({ A: { Type: 'Fail', ...fields } }, { a: 1 });

    // Assess
    expect([execution.status, execution.error, execution.cause]).toEqual(['FAILED', error, cause]);
    expect(execution.history.at(-1)).toMatchObject({ id: 3, previousEventId: 2, type: 'ExecutionFailed' });
  });

  it('stops a machine that circles for ever at the limit of history events', async () => {
    // Prepare, act
    const { execution } = await play({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } });

    // Assess
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(execution.history).toHaveLength(25_000);
  });
});

describe('waiting', () => {
  it.each([
    ['Seconds', { Seconds: 90 }, 90_000],
    ['Seconds as an expression', { Seconds: '{% $states.input.wait * 2 %}' }, 60_000],
    ['Timestamp', { Timestamp: '2026-03-01T12:00:05Z' }, 5_000],
    ['Timestamp with offset and fraction', { Timestamp: '2026-03-01T13:00:00.250+01:00' }, 250],
    ['Timestamp as an expression', { Timestamp: '{% $states.input.at %}' }, 1_000],
  ])('waits by %s', async (_, fields, ms) => {
    // Prepare
    const game = await play({ A: { Type: 'Wait', ...fields, End: true } }, { wait: 30, at: '2026-03-01T12:00:01Z' });
    const [timer] = game.timers();

    // Act
    expect(timer?.inMs).toBe(ms);
    await game.ring(timer?.id ?? '', ms);

    // Assess
    expect(game.execution.status).toBe('SUCCEEDED');
    expect(game.types()).toEqual(['ExecutionStarted', 'WaitStateEntered', 'WaitStateExited', 'ExecutionSucceeded']);
    expect(Date.parse(game.event('WaitStateExited').timestamp)).toBe(NOON + ms);
  });

  it.each([
    ['a moment that has passed', { Timestamp: '2020-01-01T00:00:00Z' }],
    ['no time at all', { Seconds: 0 }],
  ])('does not wait for %s', async (_, fields) => {
    const { execution, commands } = await play({ A: { Type: 'Wait', ...fields, End: true } });
    expect(execution.status).toBe('SUCCEEDED');
    expect(commands).toEqual([]);
  });

  it('sets a timer that rang too early again, and changes nothing', async () => {
    // Prepare
    const game = await play({ A: { Type: 'Wait', Seconds: 10, End: true } });
    const [timer] = game.timers();
    const before = game.execution;

    // Act
    await game.ring(timer?.id ?? '', 9_999);

    // Assess
    expect(game.execution).toBe(before);
    expect(game.timers()).toEqual([{ id: timer?.id, inMs: 1 }]);
  });
});

describe('transitions', () => {
  it('counts the states entered and the retries', async () => {
    // Prepare
    const game = await new Play(
      aMachine({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Task', Resource: INVOKE, Retry: [{ ErrorEquals: ['X'] }], End: true } }),
    ).start();
    await game.tell({ kind: 'failed', id: game.invocation().id, error: 'X' });
    await game.ring(game.timers()[0]?.id ?? '', 1000);

    // Act
    const counted = transitions(game.execution.history);

    // Assess
    expect(counted).toBe(3);
  });
});
