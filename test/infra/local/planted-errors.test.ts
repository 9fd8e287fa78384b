import { expect, it } from 'vitest';
import type { Resource } from '../../../infra/local/template/template.ts';
import { smallStacks } from './fixtures/small-stacks.ts';
import { startSmall } from './fixtures/start-small.ts';

const machine = (state: object): Resource => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: { DefinitionString: JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'Odd', States: { Odd: { End: true, ...state } } }) },
});

it.each<[what: string, planted: Record<string, Resource>, named: RegExp]>([
  ['an unknown resource type', { Pipe: { Type: 'AWS::Pipes::Pipe' } }, /AWS::Pipes::Pipe .*"Pipe"/],
  ['an unknown property', { Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'things', Colour: 'red' } } }, /"Bus".*"Colour"/],
  ['an unsupported state field', { Odd: machine({ Type: 'Pass', ResultPath: '$.x' }) }, /"Odd".*"ResultPath"/],
  ['an unsupported state type', { Odd: machine({ Type: 'Oracle' }) }, /Odd.*Oracle|Oracle.*Odd|"Odd": field "Type"/],
  [
    'an unknown pattern operator',
    { R: { Type: 'AWS::Events::Rule', Properties: { EventPattern: { source: [{ wildcard: '*' }] }, Targets: [] } } },
    /"wildcard"/,
  ],
  [
    'an unknown intrinsic function',
    { Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: { 'Fn::Transform': {} } } } },
    /Fn::Transform/,
  ],
  ['a reference to nothing', { Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: { Ref: 'Nowhere' } } } }, /"Nowhere"/],
  [
    'a cron schedule',
    { R: { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'cron(0 8 * * ? *)', Targets: [] } } },
    /cron\(0 8/,
  ],
])('%s stops the local cloud with an error that names it', async (_, planted, named) => {
  await expect(startSmall({ stacks: smallStacks(planted) })).rejects.toThrow(named);
});
