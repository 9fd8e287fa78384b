import { describe, expect, it } from 'vitest';
import { INVOKE, play } from './play.ts';

const pass = (Output: unknown) => ({ Type: 'Pass', Output, End: true });
const one = (name: string, state: Record<string, unknown>) => ({
  StartAt: name,
  States: { [name]: state.Type === 'Fail' ? state : { End: true, ...state } },
});
const task = (name: string, more: Record<string, unknown> = {}) => one(name, { Type: 'Task', Resource: INVOKE, ...more });

describe('Parallel', () => {
  it('gives every branch the same input and joins their outputs in order, whoever is first', async () => {
    // Prepare
    const game = await play(
      {
        P: {
          Type: 'Parallel',
          Arguments: { n: '{% $states.input.a %}' },
          Branches: [task('A'), one('B', pass('{% $states.input.n %}')), task('C')],
          End: true,
        },
      },
      { a: 1 },
    );
    const [a, c] = game.invocations();
    expect([a?.arguments, c?.arguments]).toEqual([{ n: 1 }, { n: 1 }]);

    // Act
    await game.tell({ kind: 'answered', id: c?.id ?? '', output: 'c' });
    await game.tell({ kind: 'answered', id: a?.id ?? '', output: 'a' });

    // Assess
    expect(game.execution.output).toEqual(['a', 1, 'c']);
    expect(game.chain().slice(1)).toEqual([
      '2<0 ParallelStateEntered',
      '3<2 ParallelStateStarted',
      '4<3 TaskStateEntered',
      '5<4 TaskScheduled',
      '6<5 TaskStarted',
      '7<3 PassStateEntered',
      '8<7 PassStateExited',
      '9<3 TaskStateEntered',
      '10<9 TaskScheduled',
      '11<10 TaskStarted',
      '12<11 TaskSucceeded',
      '13<12 TaskStateExited',
      '14<6 TaskSucceeded',
      '15<14 TaskStateExited',
      '16<15 ParallelStateSucceeded',
      '17<15 ParallelStateExited',
      '18<17 ExecutionSucceeded',
    ]);
  });

  it('fails with its first failing branch and ends the others', async () => {
    // Prepare
    const game = await play({
      P: { Type: 'Parallel', Branches: [task('A', { TimeoutSeconds: 9 }), one('B', { Type: 'Wait', Seconds: 60 }), task('C')], End: true },
    });
    const [a, c] = game.invocations();
    const wait = game.timers().find(({ inMs }) => inMs === 60_000)?.id;

    // Act
    await game.tell({ kind: 'failed', id: c?.id ?? '', error: 'X', cause: 'c' });
    const ended = game.execution;
    const cancelled = game.cancelled();
    await game.tell({ kind: 'answered', id: a?.id ?? '', output: 'late' });

    // Assess
    expect(ended).toMatchObject({ status: 'FAILED', error: 'X', cause: 'c' });
    expect(cancelled).toEqual([a?.id, `${a?.id}/timeout`, wait]);
    expect(game.execution).toBe(ended);
    expect(game.chain().slice(10)).toEqual([
      '11<10 TaskFailed',
      '12<11 TaskStateAborted',
      '13<11 WaitStateAborted',
      '14<11 ParallelStateFailed',
      '15<14 ExecutionFailed',
    ]);
  });

  it('retries as a whole, then catches', async () => {
    // Prepare
    const game = await play({
      P: {
        Type: 'Parallel',
        Branches: [task('A'), one('B', { Type: 'Fail', Error: 'X' })],
        Retry: [{ ErrorEquals: ['X'], IntervalSeconds: 5, MaxAttempts: 1 }],
        Catch: [{ ErrorEquals: ['X'], Next: 'C' }],
        End: true,
      },
      C: pass('{% $states.input.Error %}'),
    });
    const [retry] = game.timers();
    expect(retry?.inMs).toBe(5000);

    // Act
    await game.ring(retry?.id ?? '', 5000);

    // Assess
    expect(game.execution.output).toBe('X');
    expect(game.types().filter((type) => type.startsWith('Parallel'))).toEqual([
      'ParallelStateEntered',
      'ParallelStateStarted',
      'ParallelStateStarted',
      'ParallelStateFailed',
      'ParallelStateExited',
    ]);
  });

  it('passes a failure on from the inside out', async () => {
    const inner = {
      Type: 'Parallel',
      Branches: [
        one('Deep', {
          Type: 'Map',
          Items: [1],
          ItemProcessor: { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'Deep', Cause: 'down' } } },
        }),
      ],
    };
    const game = await play({
      P: { Type: 'Parallel', Branches: [one('In', inner)], Catch: [{ ErrorEquals: ['Deep'], Next: 'C' }], End: true },
      C: pass('{% $states.input %}'),
    });
    expect(game.execution.output).toEqual({ Error: 'Deep', Cause: 'down' });
    expect(game.types().filter((type) => type.endsWith('Failed'))).toEqual([
      'MapIterationFailed',
      'MapStateFailed',
      'ParallelStateFailed',
      'ParallelStateFailed',
    ]);
  });

  it('tells where an expression inside failed, and catches it outside', async () => {
    const game = await play({
      P: {
        Type: 'Parallel',
        Branches: [one('A', pass('{% $states.input.no %}'))],
        Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'C' }],
        End: true,
      },
      C: pass('{% $states.input.Cause %}'),
    });
    expect(game.execution.output).toMatch(/^An error occurred while executing the state 'A' \(entered at the event id #4\)\. The JSONata/);
    expect(game.types().filter((type) => type === 'EvaluationFailed')).toHaveLength(1);
  });

  it('never begins a branch, nor a next state, after another branch has failed', async () => {
    // Prepare
    const fail = one('F', { Type: 'Fail', Error: 'X' });
    const onward = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Task', Resource: INVOKE, End: true } } };

    // Act
    const game = await play({ P: { Type: 'Parallel', Branches: [onward, fail, task('T')], End: true } });

    // Assess
    expect(game.invocations()).toEqual([]);
    expect(game.types().slice(1)).toEqual([
      'ParallelStateEntered',
      'ParallelStateStarted',
      'PassStateEntered',
      'PassStateExited',
      'FailStateEntered',
      'ParallelStateFailed',
      'ExecutionFailed',
    ]);
  });
});
