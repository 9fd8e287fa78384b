import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { buildApp } from '../../../infra/app.ts';
import { matches, readPattern } from '../../../infra/local/services/event-pattern.ts';
import { ServiceStack } from '../../../infra/stacks/service-stack.ts';
import { areas, placeholderBundles } from '../fixtures/placeholder-bundles.ts';
import { statementsOf } from '../fixtures/surrounded-stack.ts';

const of = (stage: 'local' | 'dev') =>
  Template.fromStack(buildApp({ stage, bundles: placeholderBundles(areas) }).node.children.find((child) => child instanceof ServiceStack)!);
const template = of('dev');

describe('escalations', () => {
  it('run as an Express state machine that logs no data, with an alarm on what failed or took too long', () => {
    template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      StateMachineType: 'EXPRESS',
      LoggingConfiguration: { IncludeExecutionData: false, Level: 'ALL' },
    });
    for (const MetricName of ['ExecutionsFailed', 'ExecutionsTimedOut'])
      template.hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName, AlarmDescription: Match.stringLikeRegexp('nobody is told') });
  });

  it('start on rings of the ladder and on no other, asking for a leaf; other listeners hear what they heard', () => {
    const rules = Object.values(template.findResources('AWS::Events::Rule')).map(({ Properties }) => Properties);
    const [rule] = rules.filter(({ Targets }) => JSON.stringify(Targets).includes('Escalate'));
    expect(rule.EventPattern.detail).toEqual({ data: { sla: { action: [{ exists: true }] } } });
    expect(rule.Targets[0]).toMatchObject({ InputPath: '$.detail', DeadLetterConfig: expect.anything(), RetryPolicy: expect.anything() });
    const event = (data: object) => ({ source: 'redress', 'detail-type': 'clock.rang.v1', detail: { metadata: {}, data } });
    const pattern = readPattern(rule.EventPattern);
    expect(matches(pattern, event({ measure: 'first-response', sla: { action: 'notify' } }))).toBe(true);
    expect(matches(pattern, event({ measure: 'parcel', rung: 'due' }))).toBe(false);
    expect(rules.filter(({ Targets }) => JSON.stringify(Targets).includes('HonourRing'))).toHaveLength(1);
  });

  it('know addresses and mail in one function; the others take person ids', () => {
    for (const id of ['FindRecipients', 'ActOnRing', 'RecordEscalation']) {
      const actions = statementsOf(template, new RegExp(`${id}Role`)).flatMap(({ Action }) => Action);
      expect(actions).not.toContain('ses:SendEmail');
      expect(actions).not.toContain('secretsmanager:GetSecretValue');
    }
    expect(statementsOf(template, /TellColleaguesRole/).flatMap(({ Action }) => Action)).toContain('ses:SendEmail');
  });

  it('post to the shop only where a stage says so, signed with a secret that has a name of its own', () => {
    const tell = (one: Template) =>
      Object.entries(one.findResources('AWS::Lambda::Function')).find(([id]) => id.includes('TellColleagues'))?.[1].Properties.Environment
        .Variables;
    expect(tell(template)).not.toHaveProperty('ESCALATION_URL');
    expect(tell(of('local'))).toMatchObject({
      ESCALATION_URL: 'http://webhooks.local',
      ESCALATION_SECRET_NAME: 'redress/local/escalation-webhook',
    });
  });

  it.each([
    ['every six hours', 'rate(6 hours)', /MeasureDeadlinesRole/],
    ['and with the silence every day', 'rate(1 day)', /MeasureSilenceRole/],
  ])('are measured %s by a function that writes nothing', (_when, ScheduleExpression, role) => {
    template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression });
    const actions = statementsOf(template, role).flatMap(({ Action }) => Action as string | string[]);
    expect(actions.filter((action) => /dynamodb:(Put|Update|Delete)/.test(action))).toEqual([]);
  });
});
