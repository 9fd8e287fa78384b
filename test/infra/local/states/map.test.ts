import { describe, expect, it } from 'vitest';
import { INVOKE, play } from './play.ts';

const pass = (Output: unknown) => ({ Type: 'Pass', Output, End: true });
const one = (name: string, state: Record<string, unknown>) => ({
  StartAt: name,
  States: { [name]: state.Type === 'Fail' ? state : { End: true, ...state } },
});
const task = (name: string, more: Record<string, unknown> = {}) => one(name, { Type: 'Task', Resource: INVOKE, ...more });

describe('Map', () => {
  const map = (more: Record<string, unknown>, processor: unknown = task('T')) => ({
    M: { Type: 'Map', Items: '{% $states.input %}', ItemProcessor: processor, End: true, ...more },
  });

  it('tells its history as AWS does', async () => {
    const game = await play(map({ MaxConcurrency: 1 }, one('P', pass('{% $states.input * 2 %}'))), [1, 2]);
    expect(game.execution.output).toEqual([2, 4]);
    expect(game.event('MapStateStarted').mapStateStartedEventDetails).toEqual({ length: 2 });
    expect(game.event('MapIterationSucceeded').mapIterationSucceededEventDetails).toEqual({ name: 'M', index: 0 });
    expect(game.chain().slice(1)).toEqual([
      '2<0 MapStateEntered',
      '3<2 MapStateStarted',
      '4<3 MapIterationStarted',
      '5<4 PassStateEntered',
      '6<5 PassStateExited',
      '7<6 MapIterationSucceeded',
      '8<6 MapIterationStarted',
      '9<8 PassStateEntered',
      '10<9 PassStateExited',
      '11<10 MapIterationSucceeded',
      '12<11 MapStateSucceeded',
      '13<11 MapStateExited',
      '14<13 ExecutionSucceeded',
    ]);
  });

  it('takes its items literally, from an expression or from its input; none is fine', async () => {
    const doubled = one('P', pass('{% $states.input %}'));
    expect((await play(map({ Items: [1, '{% 1 + 1 %}'] }, doubled))).execution.output).toEqual([1, 2]);
    expect((await play(map({ Items: '{% $states.input.list %}' }, doubled), { list: ['a'] })).execution.output).toEqual(['a']);
    expect((await play({ M: { Type: 'Map', ItemProcessor: doubled, End: true } }, [5])).execution.output).toEqual([5]);
    const empty = await play(map({}, doubled), []);
    expect(empty.execution.output).toEqual([]);
    expect(empty.chain().slice(2, 5)).toEqual(['3<2 MapStateStarted', '4<3 MapStateSucceeded', '5<3 MapStateExited']);
  });

  it.each([
    ['MaxConcurrency', { MaxConcurrency: 2 }, 2],
    ['MaxConcurrency as an expression', { MaxConcurrency: '{% $count($states.input) - 47 %}' }, 3],
    ['no limit: the forty of an inline Map', { MaxConcurrency: 0 }, 40],
  ])('runs no more at once than by %s', async (_, fields, expected) => {
    // Prepare
    const game = await play(
      map(fields),
      Array.from({ length: 50 }, (_unused, index) => index),
    );
    const open = game.invocations().map(({ id, arguments: item }) => ({ id, item }));
    expect(open).toHaveLength(expected);

    // Act: always the latest answers first
    const output: unknown[] = [];
    while (open.length > 0) {
      const next = open.pop();
      await game.tell({ kind: 'answered', id: next?.id ?? '', output: next?.item });
      output.push(next?.item);
      open.push(...game.invocations().map(({ id, arguments: item }) => ({ id, item })));
      expect(open.length).toBeLessThanOrEqual(expected);
    }

    // Assess
    expect(game.execution.output).toEqual(Array.from({ length: 50 }, (_unused, index) => index));
    expect(output).toHaveLength(50);
  });

  it('fails with its first failing iteration and ends the others', async () => {
    // Prepare
    const game = await play(map({ MaxConcurrency: 2 }), [0, 1, 2]);
    const [first, second] = game.invocations();

    // Act
    await game.tell({ kind: 'failed', id: first?.id ?? '', error: 'X' });

    // Assess
    expect(game.cancelled()).toEqual([second?.id]);
    expect(game.execution).toMatchObject({ status: 'FAILED', error: 'X' });
    expect(game.chain().slice(11)).toEqual([
      '12<8 TaskFailed',
      '13<12 MapIterationFailed',
      '14<12 TaskStateAborted',
      '15<12 MapIterationAborted',
      '16<12 MapStateFailed',
      '17<16 ExecutionFailed',
    ]);
  });

  it.each([
    ['one failure within the count', { ToleratedFailureCount: 1 }, ['X'], 'SUCCEEDED', undefined],
    ['two failures above the count', { ToleratedFailureCount: 1 }, ['X', 'Y'], 'FAILED', 'States.ExceedToleratedFailureThreshold'],
    ['half within the percentage', { ToleratedFailurePercentage: 50 }, ['X', 'Y'], 'SUCCEEDED', undefined],
    [
      'half above the percentage',
      { ToleratedFailurePercentage: '{% 49.9 %}' },
      ['X', 'Y'],
      'FAILED',
      'States.ExceedToleratedFailureThreshold',
    ],
    [
      'the stricter of both',
      { ToleratedFailurePercentage: 100, ToleratedFailureCount: 0 },
      ['X'],
      'FAILED',
      'States.ExceedToleratedFailureThreshold',
    ],
    ['States.Runtime never', { ToleratedFailurePercentage: 100 }, ['States.Runtime'], 'FAILED', 'States.Runtime'],
  ])('tolerates %s', async (_, fields, errors, status, error) => {
    // Prepare
    const game = await play(map(fields), [0, 1, 2, 3]);
    const invocations = game.invocations();

    // Act
    for (const [index, { id }] of invocations.entries()) {
      const failing = errors[index];
      await game.tell(failing === undefined ? { kind: 'answered', id, output: index } : { kind: 'failed', id, error: failing, cause: 'c' });
    }

    // Assess
    expect(game.execution.status).toBe(status);
    expect(game.execution.error).toBe(error);
    if (status === 'SUCCEEDED')
      expect(game.execution.output).toEqual([0, 1, 2, 3].map((index) => (errors[index] ? { Error: errors[index], Cause: 'c' } : index)));
  });

  it('retries as AWS tells it: started again after the event that failed', async () => {
    const game = await play(map({ Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }] }, one('F', { Type: 'Fail', Error: 'X' })), [1]);
    await game.ring(game.timers()[0]?.id ?? '', 1000);
    expect(game.chain().slice(2)).toEqual([
      '3<2 MapStateStarted',
      '4<3 MapIterationStarted',
      '5<4 FailStateEntered',
      '6<5 MapIterationFailed',
      '7<5 MapStateStarted',
      '8<7 MapIterationStarted',
      '9<8 FailStateEntered',
      '10<9 MapIterationFailed',
      '11<9 MapStateFailed',
      '12<11 ExecutionFailed',
    ]);
  });

  it('fails when a later ItemSelector cannot be evaluated, and ends what runs', async () => {
    // Prepare
    const fields = {
      MaxConcurrency: 2,
      ItemSelector: '{% $states.context.Map.Item.Value.x %}',
      Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'C' }],
    };
    const game = await play({ ...map(fields), C: { Type: 'Wait', Seconds: 5, End: true } }, [{ x: 1 }, { x: 2 }, {}]);
    const [first, second] = game.invocations();

    // Act
    await game.tell({ kind: 'answered', id: first?.id ?? '', output: 1 });
    const caught = game.execution;
    const cancelled = game.cancelled();
    await game.tell({ kind: 'answered', id: second?.id ?? '', output: 2 });

    // Assess
    expect(cancelled).toEqual([second?.id]);
    expect(game.execution).toBe(caught);
    expect(game.types().slice(-6)).toEqual([
      'TaskStateAborted',
      'MapIterationAborted',
      'EvaluationFailed',
      'MapStateFailed',
      'MapStateExited',
      'WaitStateEntered',
    ]);
  });

  it('refuses an item above 256 KiB', async () => {
    const game = await play(map({ ItemSelector: '{% $pad("", 262144, "x") %}' }), [1]);
    expect(game.execution.error).toBe('States.DataLimitExceeded');
    expect(game.types()).not.toContain('MapIterationStarted');
  });
});
