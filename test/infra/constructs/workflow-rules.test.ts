import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { carelessTasks, type Definition, impossibleJourney, type State, unmatched } from '../../../infra/constructs/workflow-rules.ts';
import { autoApprovedJourney } from '../../../infra/stacks/service/return-workflow.ts';

const careful: State = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  TimeoutSeconds: 60,
  Retry: [{ ErrorEquals: ['Lambda.ServiceException'] }],
  Catch: [{ Next: 'Done' }],
  Next: 'Good?',
};
const done: State = { Type: 'Succeed' };
const choice: State = { Type: 'Choice', Choices: [{ Next: 'Done' }], Default: 'Ask' };
const definition = (ask: State = careful): Definition => ({ StartAt: 'Ask', States: { Ask: ask, 'Good?': choice, Done: done } });
const without = (field: keyof State): State =>
  Object.fromEntries(Object.entries(careful).filter(([name]) => name !== field)) as unknown as State;

describe('a careful workflow', () => {
  it('passes', () => expect(carelessTasks(definition())).toEqual([]));

  it.each<[string, State, RegExp]>([
    ['a callback without a timeout', without('TimeoutSeconds'), /"Ask" waits for a token without TimeoutSeconds/],
    ['a callback without a catch', without('Catch'), /"Ask" waits for a token without a Catch/],
    ['a task without a retry', without('Retry'), /"Ask" names no errors that it retries/],
    ['a retry of everything', { ...careful, Retry: [{ ErrorEquals: ['States.ALL'] }] }, /"Ask" retries States\.ALL/],
    ['a retry of every task error', { ...careful, Retry: [{ ErrorEquals: ['A', 'States.TaskFailed'] }] }, /retries States\.TaskFailed/],
  ])('is not one with %s', (_, ask, message) => expect(carelessTasks(definition(ask)).join()).toMatch(message));

  it('is careful inside branches and maps as well', () => {
    const inner = definition(without('Catch'));
    const outer: Definition = {
      StartAt: 'Both',
      States: { Both: { Type: 'Parallel', Branches: [inner] }, Each: { Type: 'Map', ItemProcessor: inner } },
    };
    expect(carelessTasks(outer)).toHaveLength(2);
  });
});

describe('placeholders and tasks', () => {
  it.each([
    ['${A} ${B}', ['A', 'B'], []],
    ['${A} ${B}', ['A'], ['${B} stands in the definition, but no task of that name is given.']],
    ['${A}', ['A', 'B'], ['The task B is given, but ${B} stands nowhere in the definition.']],
  ])('%s with %j', (text, tasks, problems) => expect(unmatched(text, tasks)).toEqual(problems));
});

describe('a journey', () => {
  it.each<[string, string[], number, RegExp | undefined]>([
    ['can be walked', ['Ask', 'Good?', 'Done'], 3, undefined],
    ['has too many states', ['Ask', 'Good?', 'Done'], 2, /has 3 states/],
    ['skips a state', ['Ask', 'Done'], 9, /After "Ask" the journey cannot reach "Done"/],
    ['starts elsewhere', ['Good?', 'Done'], 9, /starts at "Good\?"/],
    ['stops early', ['Ask', 'Good?'], 9, /stops at "Good\?"/],
    ['passes a state that is none', ['Ask', 'Bad?'], 9, /which is no state/],
  ])('%s', (_, journey, most, message) => {
    const problems = impossibleJourney(definition(), journey, most).join();
    if (message) expect(problems).toMatch(message);
    else expect(problems).toBe('');
  });

  it('of an auto-approved return passes at most ten states', () => {
    const text = readFileSync(new URL('../../../workflows/return/return.asl.json', import.meta.url), 'utf8');
    expect(impossibleJourney(JSON.parse(text), autoApprovedJourney, 10)).toEqual([]);
    expect(impossibleJourney(JSON.parse(text), autoApprovedJourney, 8).join()).toMatch('has 9 states');
  });
});
