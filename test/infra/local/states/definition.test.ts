import { describe, expect, it } from 'vitest';
import { DefinitionError } from '../../../../infra/local/states/definition-error.ts';
import { readDefinition } from '../../../../infra/local/states/read-definition.ts';
import { CALLBACK, INVOKE } from './play.ts';

const PASS = { Type: 'Pass', End: true };
const top = (state: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'A',
  States: { A: state },
  ...more,
});
const pass = (more: Record<string, unknown>) => top({ ...PASS, ...more });
const task = (more: Record<string, unknown>) => top({ Type: 'Task', Resource: INVOKE, End: true, ...more });
const map = (more: Record<string, unknown>, processor: Record<string, unknown> = {}) =>
  top({ Type: 'Map', ItemProcessor: { StartAt: 'P', States: { P: PASS }, ...processor }, End: true, ...more });
const choice = (rule: Record<string, unknown>) => ({
  ...top({ Type: 'Choice', Choices: [{ Condition: true, Next: 'B', ...rule }] }),
  States: { A: { Type: 'Choice', Choices: [{ Condition: true, Next: 'B', ...rule }] }, B: PASS },
});
const two = (a: Record<string, unknown>, b: Record<string, unknown> = PASS) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'A',
  States: { A: a, B: b },
});

/** The error of reading a definition. */
function refusal(json: unknown, type: 'STANDARD' | 'EXPRESS' = 'STANDARD'): DefinitionError {
  try {
    readDefinition(json, type);
  } catch (error) {
    if (error instanceof DefinitionError) return error;
    throw error;
  }
  throw new Error('the definition was accepted');
}

describe('readDefinition refuses, naming state and field,', () => {
  it.each([
    ['JSONPath at the top', { ...top(PASS), QueryLanguage: 'JSONPath' }, undefined, 'QueryLanguage'],
    ['no QueryLanguage', { StartAt: 'A', States: { A: PASS } }, 'A', 'QueryLanguage'],
    ['JSONPath in a state', pass({ QueryLanguage: 'JSONPath' }), 'A', 'QueryLanguage'],
    ['an unknown top-level field', top(PASS, { Timeout: 3 }), undefined, 'Timeout'],
    ['a top-level timeout of zero', top(PASS, { TimeoutSeconds: 0 }), undefined, 'TimeoutSeconds'],
    ['an unknown StartAt', top(PASS, { StartAt: 'X' }), undefined, 'StartAt'],
    ['no States', { QueryLanguage: 'JSONata', StartAt: 'A' }, undefined, 'States'],
    ['an unknown type', top({ Type: 'Loop', End: true }), 'A', 'Type'],
    ['an unknown state field', pass({ Ouput: 1 }), 'A', 'Ouput'],
    ['InputPath', pass({ InputPath: '$' }), 'A', 'InputPath'],
    ['Parameters', task({ Parameters: {} }), 'A', 'Parameters'],
    ['ResultPath', task({ ResultPath: '$' }), 'A', 'ResultPath'],
    ['ResultSelector', task({ ResultSelector: {} }), 'A', 'ResultSelector'],
    ['OutputPath', pass({ OutputPath: '$' }), 'A', 'OutputPath'],
    ['Result of a Pass', pass({ Result: 1 }), 'A', 'Result'],
    ['SecondsPath', top({ Type: 'Wait', SecondsPath: '$.s', End: true }), 'A', 'SecondsPath'],
    ['Variable in a choice', choice({ Variable: '$.a', Condition: undefined }), 'A', 'Choices[0]/Variable'],
    ['an x.$ key', pass({ Output: { list: [{ 'a.$': '$.a' }] } }), 'A', 'Output/list[0]/a.$'],
    ['neither Next nor End', top({ Type: 'Pass' }), 'A', 'End'],
    ['Next and End', two({ Type: 'Pass', Next: 'B', End: true }), 'A', 'End'],
    ['a dangling Next', top({ Type: 'Pass', Next: 'X' }), 'A', 'Next'],
    ['a dangling Default', two({ Type: 'Choice', Choices: [{ Condition: true, Next: 'B' }], Default: 'X' }), 'A', 'Default'],
    ['a dangling Catch', task({ Catch: [{ ErrorEquals: ['X'], Next: 'X' }] }), 'A', 'Catch[0]/Next'],
    [
      'a Next out of its branch',
      two({ Type: 'Parallel', Branches: [{ StartAt: 'C', States: { C: { Type: 'Pass', Next: 'B' } } }], Next: 'B' }),
      'C',
      'Next',
    ],
    ['a state that nothing leads to', two(PASS), 'B', 'Next'],
    ['a name used twice', map({}, { StartAt: 'A', States: { A: PASS } }), 'A', 'States'],
    ['bad JSONata', pass({ Output: { a: '{% 1 + %}' } }), 'A', 'Output/a'],
    ['half an expression', pass({ Output: '{% 1' }), 'A', 'Output'],
    ['a bare name', pass({ Output: '{% $count(lines) %}' }), 'A', 'Output'],
    ['$ at the top level', pass({ Assign: { x: '{% $.a %}' } }), 'A', 'Assign/x'],
    ['$$', pass({ Output: '{% $$ %}' }), 'A', 'Output'],
    ['errorOutput outside Catch', task({ Output: '{% $states.errorOutput.Error %}' }), 'A', 'Output'],
    ['setting $states', pass({ Assign: { states: 1 } }), 'A', 'Assign/states'],
    ['a variable that is no identifier', pass({ Assign: { 'a-b': 1 } }), 'A', 'Assign/a-b'],
    ['a condition that is a text', choice({ Condition: 'yes' }), 'A', 'Choices[0]/Condition'],
    ['no choices', top({ Type: 'Choice', Choices: [] }), 'A', 'Choices'],
    ['Seconds and Timestamp', top({ Type: 'Wait', Seconds: 1, Timestamp: '2026-01-01T00:00:00Z', End: true }), 'A', 'Seconds'],
    ['a Timestamp without zone', top({ Type: 'Wait', Timestamp: '2026-01-01T00:00:00', End: true }), 'A', 'Timestamp'],
    ['half a second', top({ Type: 'Wait', Seconds: 0.5, End: true }), 'A', 'Seconds'],
    ['a .sync resource', task({ Resource: 'arn:aws:states:::states:startExecution.sync:2' }), 'A', 'Resource'],
    ['an activity', task({ Resource: 'arn:aws:states:eu-west-2:111122223333:activity:a' }), 'A', 'Resource'],
    ['a Resource expression', task({ Resource: '{% $f %}' }), 'A', 'Resource'],
    ['a heartbeat as long as the timeout', task({ TimeoutSeconds: 5, HeartbeatSeconds: 5 }), 'A', 'HeartbeatSeconds'],
    ['an unknown retrier field', task({ Retry: [{ ErrorEquals: ['X'], Max: 1 }] }), 'A', 'Retry[0]/Max'],
    ['an expression in Retry', task({ Retry: [{ ErrorEquals: ['X'], MaxAttempts: '{% 1 %}' }] }), 'A', 'Retry[0]/MaxAttempts'],
    ['an expression in ErrorEquals', task({ Retry: [{ ErrorEquals: ['{% "X" %}'] }] }), 'A', 'Retry[0]/ErrorEquals'],
    ['a shrinking delay', task({ Retry: [{ ErrorEquals: ['X'], BackoffRate: 0.5 }] }), 'A', 'Retry[0]/BackoffRate'],
    ['an unknown jitter', task({ Retry: [{ ErrorEquals: ['X'], JitterStrategy: 'SOME' }] }), 'A', 'Retry[0]/JitterStrategy'],
    ['States.ALL beside another', task({ Retry: [{ ErrorEquals: ['X', 'States.ALL'] }] }), 'A', 'Retry[0]/ErrorEquals'],
    ['States.ALL before another', task({ Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['X'] }] }), 'A', 'Retry[0]/ErrorEquals'],
    ['a misspelt States error', task({ Retry: [{ ErrorEquals: ['States.Timeouts'] }] }), 'A', 'Retry[0]/ErrorEquals'],
    ['no errors to catch', task({ Catch: [{ ErrorEquals: [], Next: 'A' }] }), 'A', 'Catch[0]/ErrorEquals'],
    ['Retry on a Pass', pass({ Retry: [] }), 'A', 'Retry'],
    [
      'a distributed Map',
      map({}, { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } }),
      'A',
      'ItemProcessor/ProcessorConfig/Mode',
    ],
    ['an ItemReader', map({ ItemReader: {} }), 'A', 'ItemReader'],
    ['the old Iterator', map({ Iterator: {} }), 'A', 'Iterator'],
    ['a percentage above 100', map({ ToleratedFailurePercentage: 101 }), 'A', 'ToleratedFailurePercentage'],
    ['a broken processor', map({}, { StartAt: 'X' }), 'A', 'ItemProcessor/StartAt'],
    ['no branches', top({ Type: 'Parallel', Branches: [], End: true }), 'A', 'Branches'],
    [
      'setting an outer variable inside',
      { ...map({ Assign: { x: 1 } }, { States: { P: { ...PASS, Assign: { x: 2 } } } }) },
      'P',
      'Assign/x',
    ],
    ['Assign on a Fail', top({ Type: 'Fail', Assign: { x: 1 } }), 'A', 'Assign'],
  ])('%s', (_, json, state, field) => {
    const error = refusal(JSON.parse(JSON.stringify(json)));
    expect([error.state, error.field]).toEqual([state, field]);
    expect(error.message).toContain(`field "${field}"`);
    if (state !== undefined) expect(error.message).toContain(`"${state}"`);
  });

  it('waiting for a token in an Express machine', () => {
    expect(refusal(task({ Resource: CALLBACK }), 'EXPRESS').message).toMatch(/Express machines do not allow/);
    expect(readDefinition(task({ Resource: CALLBACK })).StartAt).toBe('A');
  });

  it('a JSONPath field with the cure', () => {
    expect(refusal(task({ Parameters: {} })).message).toBe(
      'State "A": field "Parameters" belongs to JSONPath, but this engine runs JSONata only: use Arguments',
    );
  });
});

describe('readDefinition accepts', () => {
  it.each([
    ['QueryLanguage in every state instead of the top', { StartAt: 'A', States: { A: { ...PASS, QueryLanguage: 'JSONata' } } }],
    ['a Choice without Default', choice({})],
    ['an INLINE processor', map({}, { ProcessorConfig: { Mode: 'INLINE' } })],
    [
      'the same variable in two branches',
      top({
        Type: 'Parallel',
        End: true,
        Branches: ['B', 'C'].map((name) => ({ StartAt: name, States: { [name]: { ...PASS, Assign: { x: 1 } } } })),
      }),
    ],
    ['placeholders in texts', task({ Resource: '$' + '{Decide}' })],
    ['names and $ where there is a context', pass({ Output: '{% $states.input.lines[n > 1 and $.m = 2]^(>n){sku: $sum(n)} %}' })],
    ['names in the steps of a path', pass({ Output: '{% $states.input.(a + b).{"c": c} %}' })],
    [
      'errorOutput in Catch',
      two({
        Type: 'Task',
        Resource: INVOKE,
        End: true,
        Catch: [
          { ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.Error %}', Assign: { e: '{% $states.errorOutput %}' }, Next: 'B' },
        ],
      }),
    ],
    [
      'lambdas, blocks, regular expressions, transforms',
      pass({ Output: '{% ($f := function($x){ $x ~> /a/ }; $map($states.input.l, $f) ~> |$|{"n": m}|) %}' }),
    ],
  ])('%s', (_, json) => {
    expect(readDefinition(json)).toBe(json);
  });
});
