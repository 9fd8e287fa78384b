import { describe, expect, it } from 'vitest';
import { INVOKE, play } from './play.ts';

const pass = (Output: unknown, more: Record<string, unknown> = { End: true }) => ({ Type: 'Pass', Output, ...more });

describe('variables', () => {
  it('are assigned all at once from the old values, and count from the next state on', async () => {
    // Prepare, act
    const { execution } = await play({
      A: { Type: 'Pass', Assign: { x: 1, y: 2 }, Next: 'B' },
      B: { Type: 'Pass', Assign: { x: '{% $y %}', y: '{% $x %}', z: '{% $x + $y %}' }, Output: '{% $x %}', Next: 'C' },
      C: pass('{% [$states.input, $x, $y, $z] %}'),
    });

    // Assess
    expect(execution.output).toEqual([1, 2, 1, 3]);
  });

  it('of a choice rule count only where the rule matched', async () => {
    const { execution } = await play({
      A: {
        Type: 'Choice',
        Assign: { way: 'default' },
        Choices: [
          { Condition: false, Assign: { way: 'first' }, Next: 'B' },
          { Condition: true, Assign: { way: 'second' }, Next: 'B' },
        ],
        Default: 'B',
      },
      B: pass('{% $way %}'),
    });
    expect(execution.output).toBe('second');
  });

  it('keep objects, null, false and lists as they are', async () => {
    const value = { list: [[1], []], none: null, no: false, text: '' };
    const { execution } = await play({ A: { Type: 'Pass', Assign: { v: '{% $states.input %}' }, Next: 'B' }, B: pass('{% $v %}') }, value);
    expect(execution.output).toEqual(value);
  });

  it('of outside are seen in branches and iterations, those of inside end there', async () => {
    // Prepare
    const inner = (name: string) => ({
      StartAt: `${name} sets`,
      States: {
        [`${name} sets`]: { Type: 'Pass', Assign: { own: `{% $outer & "${name}" %}` }, Next: `${name} shows` },
        [`${name} shows`]: pass('{% $own %}'),
      },
    });

    // Act
    const { execution } = await play({
      Start: { Type: 'Pass', Assign: { outer: 'o' }, Next: 'Both' },
      Both: { Type: 'Parallel', Branches: [inner('a'), inner('b')], Next: 'Each' },
      Each: {
        Type: 'Map',
        Items: [1],
        ItemProcessor: inner('c'),
        Assign: { last: '{% $states.result[0] %}' },
        Output: '{% [$states.input, $states.result] %}',
        Next: 'Show',
      },
      Show: pass({ all: '{% $states.input %}', last: '{% $last %}', own: '{% $exists($own) %}' }),
    });

    // Assess
    expect(execution.output).toEqual({ all: ['oa', 'ob', 'oc'], last: 'oc', own: false });
  });
});

describe('$states.context', () => {
  it('tells execution, machine and state', async () => {
    const { execution } = await play({ A: pass('{% $states.context %}') }, { a: 1 });
    expect(execution.output).toEqual({
      Execution: {
        Id: 'arn:aws:states:eu-west-2:111122223333:execution:Return:one',
        Input: { a: 1 },
        Name: 'one',
        StartTime: '2026-03-01T12:00:00.000Z',
        RoleArn: 'arn:aws:iam::111122223333:role/Return',
        RedriveCount: 0,
      },
      StateMachine: { Id: 'arn:aws:states:eu-west-2:111122223333:stateMachine:Return', Name: 'Return' },
      State: { Name: 'A', EnteredTime: '2026-03-01T12:00:00.000Z' },
    });
  });

  it('has the nearest item inside a Map, also within a Parallel of it', async () => {
    const show = pass('{% $states.context.Map.Item %}');
    const { execution } = await play(
      {
        M: {
          Type: 'Map',
          Items: ['a', 'b'],
          ItemSelector: {
            at: '{% $states.context.Map.Item.Index %}',
            all: '{% $states.input %}',
            value: '{% $states.context.Map.Item.Value %}',
          },
          ItemProcessor: {
            StartAt: 'P',
            States: {
              P: {
                Type: 'Parallel',
                Branches: [
                  { StartAt: 'In', States: { In: pass('{% [$states.input, $states.context.Map.Item] %}') } },
                  { StartAt: 'Show', States: { Show: show } },
                ],
                End: true,
              },
            },
          },
          End: true,
        },
      },
      7,
    );
    expect(execution.output).toEqual(
      ['a', 'b'].map((value, at) => [
        [
          { at, all: 7, value },
          { Index: at, Value: value },
        ],
        { Index: at, Value: value },
      ]),
    );
  });

  it('has no token where none is waited for', async () => {
    const { execution } = await play({ T: { Type: 'Task', Resource: INVOKE, Arguments: '{% $states.context.Task.Token %}', End: true } });
    expect(execution.error).toBe('States.QueryEvaluationError');
  });
});

describe('the functions of Step Functions', () => {
  it.each([
    ['$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]],
    ['$partition([], 2)', []],
    ['$range(0, 6, 2)', [0, 2, 4, 6]],
    ['$range(5, 1, -2)', [5, 3, 1]],
    ['$range(1, 0, 1)', []],
    ['$hash("input", "SHA-1")', '140f86aae51ab9e1cda9b4254fe98a74eb54c1a1'],
    ['$hash("a", "MD5")', '0cc175b9c0f1b6a831c399e269772661'],
    ['$random(42)', 0.7275636800328681],
    ['$parse("{\\"a\\":[1,null]}")', { a: [1, null] }],
    ['$now()', '2026-03-01T12:00:00.000Z'],
    ['$now("[Y]-[M01]", "+0900")', '2026-03'],
    ['$millis()', Date.parse('2026-03-01T12:00:00Z')],
    ['$length($uuid())', 36],
    ['$sum($shuffle([1,2,3]))', 6],
  ])('%s', async (expression, expected) => {
    expect((await play({ A: pass(`{% ${expression} %}`) })).execution.output).toEqual(expected);
  });

  it.each(['$partition([1], 0)', '$range(1, 5, 0)', '$hash("a", "SHA-9")', '$parse("{")', '$random("x")'])(
    '%s is an error',
    async (expression) => {
      expect((await play({ A: pass(`{% ${expression} %}`) })).execution.error).toBe('States.QueryEvaluationError');
    },
  );

  it('draws ids of version 4 from the given chance', async () => {
    const draw = async () => (await play({ A: pass('{% [$uuid(), $string($random())] %}') })).execution.output;
    expect(await draw()).toEqual(await draw());
    expect((await draw()) as string[]).toEqual([
      expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      expect.any(String),
    ]);
  });
});
