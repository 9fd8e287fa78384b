import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { wholeApp } from '../fixtures/whole-app.ts';

const whole = wholeApp();
const template = whole.template('operations');
const [body] = Object.values(template.findResources('AWS::CloudWatch::Dashboard')).map(({ Properties }) =>
  JSON.stringify(Properties.DashboardBody),
);

describe('the operations stack', () => {
  it.each([
    ['returns and complaints by state', '{Redress,stage,kind,status} MetricName=', 'OpenCases'],
    ['clocks at risk', '{Redress,stage,measure} MetricName=', 'DeadlinesAtRisk'],
    ['refunds pending', 'Refunds pending', 'RefundsPending'],
    ['the age of silence', 'Age of silence', 'SilenceP90'],
    ['errors', 'Errors of functions', 'AWS/Lambda'],
    ['late clocks', 'Late clocks', 'OldestOverdueWake'],
    ['a cost estimate per day', 'Cost estimate per day', 'ExecutionsStarted'],
  ])('shows %s', (_, ...words) => {
    for (const word of words) expect(body).toContain(word);
  });

  it('shows every alarm and every dead-letter queue', () => {
    const service = whole.template('service');
    const alarms = Object.keys(service.findResources('AWS::CloudWatch::Alarm'));
    const queues = Object.keys(service.findResources('AWS::SQS::Queue'));
    for (const id of [...alarms, ...queues]) expect(body).toContain(id);
    // CloudWatch draws at most 100 alarms and 500 metrics.
    expect(alarms.length).toBeLessThanOrEqual(100);
  });

  it('keeps what we put on the bus for as long as the stage says, and nothing of the shop', () => {
    template.hasResourceProperties('AWS::Events::Archive', { EventPattern: { source: ['redress'] }, RetentionDays: 90 });
    wholeApp({ retention: { archiveDays: 30 } })
      .template('operations')
      .hasResourceProperties('AWS::Events::Archive', { RetentionDays: 30 });
  });

  it('has a query that follows one case through every function', () => {
    template.hasResourceProperties('AWS::Logs::QueryDefinition', {
      Name: 'Redress/prod/One case',
      QueryString: Match.stringLikeRegexp('caseId'),
    });
    const [query] = Object.values(template.findResources('AWS::Logs::QueryDefinition')).map(({ Properties }) => Properties);
    for (const id of ['ServeReturns', 'RelayLog', 'DecideReturn', 'SendNotice', 'ResumeWorkflow'])
      expect(JSON.stringify(query.LogGroupNames)).toContain(id);
    expect(query.LogGroupNames.length).toBeLessThanOrEqual(50);
  });

  it('is needed by nobody', () => {
    for (const other of whole.stacks) expect(other.dependencies).not.toContain(whole.stack('operations'));
  });
});

describe('every output', () => {
  const outputs = whole.stacks.flatMap(({ node }) => {
    const found = whole.template(node.id.replace(/^redress-(.+)-prod$/, '$1')).findOutputs('*');
    return Object.entries(found).filter(([, { Export }]) => !Export);
  });

  it('that is no reference between stacks says what it is', () => {
    const own = outputs.filter(([id]) => !/^(ExportsOutput|PublishOutput)/.test(id));
    expect(own.length).toBeGreaterThan(15);
    expect(own.filter(([, { Description }]) => !(Description?.length > 10)).map(([id]) => id)).toEqual([]);
  });
});
