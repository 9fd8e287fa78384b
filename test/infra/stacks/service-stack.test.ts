import { Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { buildApp } from '../../../infra/app.ts';
import { DataStack } from '../../../infra/stacks/data-stack.ts';
import { ServiceStack } from '../../../infra/stacks/service-stack.ts';
import { outline } from '../fixtures/outline.ts';
import { areas, placeholderBundles } from '../fixtures/placeholder-bundles.ts';
import { grantors, statementsOf } from '../fixtures/surrounded-stack.ts';

const app = buildApp({ stage: 'dev', settings: { slack: { team: 'T0123ABCD', app: 'A0123ABCD' } }, bundles: placeholderBundles(areas) });
const stacks = app.node.children;
const stack = stacks.find((child) => child instanceof ServiceStack)!;
const template = Template.fromStack(stack);
const lambdas = template.findResources('AWS::Lambda::Function');
const environmentOf = (id: string): Record<string, unknown> =>
  Object.entries(lambdas).find(([logical]) => logical.includes(`${id}Function`))?.[1].Properties.Environment.Variables;

describe('the service stack', () => {
  it('holds what it holds', () => expect(outline(template)).toMatchSnapshot());

  it('has one function for each file', () => expect(Object.keys(lambdas)).toHaveLength(Object.keys(areas).length));

  it('comes after the data stack, under the names of its stage', () => {
    expect(stacks.map((child) => child.node.id).slice(0, 2)).toEqual(['redress-data-dev', 'redress-service-dev']);
    expect(stack.dependencies.some((other) => other instanceof DataStack)).toBe(true);
  });

  it('names the functions that commands and the user pool call, and no other', () => {
    const named = Object.values(lambdas).flatMap(({ Properties }) => Properties.FunctionName ?? []);
    expect(named.sort()).toEqual([
      'redress-dev-answer-challenge',
      'redress-dev-import-orders',
      'redress-dev-manage-customer',
      'redress-dev-publish-policy',
    ]);
  });

  it('lets one function read task tokens, and answer with them', () => {
    const roles = grantors(template);
    const may = (action: string, resource: string) =>
      roles.filter((role) =>
        statementsOf(template, new RegExp(`^${role}$`)).some(
          ({ Action, Resource }) => [Action].flat().includes(action) && JSON.stringify(Resource).includes(resource),
        ),
      );
    expect(may('dynamodb:GetItem', 'Vault')).toEqual([expect.stringContaining('ResumeWorkflow')]);
    expect(may('dynamodb:Query', 'Vault')).toEqual([expect.stringContaining('ResumeWorkflow')]);
    expect(may('states:SendTaskSuccess', '')).toEqual([expect.stringContaining('ResumeWorkflow')]);
    expect(may('dynamodb:PutItem', 'Vault')).toHaveLength(3);
    expect(may('events:PutEvents', '')).toEqual([expect.stringContaining('RelayLog')]);
    // What locks customers' accounts: who reads it, who makes one, who destroys one.
    const named = (...ids: string[]) => ids.map((id) => expect.stringContaining(id));
    expect(may('dynamodb:GetItem', 'Keys').sort()).toEqual(named('ServeCases', 'ServeReturns', 'EraseCustomer').sort());
    expect(may('dynamodb:DeleteItem', 'Keys')).toEqual(named('EraseCustomer'));
  });

  it('mails only from the address of the stage', () => {
    const mailers = Object.keys(areas).filter((id) => environmentOf(id).MAIL_FROM);
    expect(mailers).toEqual(['MailApproval', 'SendCode', 'SendNotice', 'TellColleagues']);
    const [mail] = statementsOf(template, /SendNotice/).filter(({ Action }) => Action === 'ses:SendEmail');
    expect(JSON.stringify(mail?.Resource)).toContain(':identity/shop.example');
  });

  it('knows secrets by their names', () => {
    expect(environmentOf('RefundReturn').STRIPE_SECRET_NAME).toBe('redress/dev/stripe');
    expect(environmentOf('ReceivePaymentEvent').WEBHOOK_SECRET_NAME).toBe('redress/dev/payments-webhook');
    expect(environmentOf('ReceiveScan').CARRIER_SECRET_NAME).toBe('redress/dev/carrier-webhook');
  });

  it('keeps no log for ever, and calls nothing asynchronously without keeping what failed', () => {
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: Match.anyValue() });
    for (const { Properties } of Object.values(template.findResources('AWS::Events::Rule')))
      expect(Properties.Targets).toEqual([
        expect.objectContaining({ DeadLetterConfig: expect.anything(), RetryPolicy: expect.anything() }),
      ]);
    const subscribers = Object.values(template.findResources('AWS::Events::Rule')).filter(
      ({ Properties }) => !Properties.Targets[0].RoleArn,
    );
    // One more: the function that another one calls without waiting.
    template.resourceCountIs('AWS::Lambda::EventInvokeConfig', 1 + subscribers.length);
  });

  it('has alarms that each state their impact', () => {
    template.allResourcesProperties('AWS::CloudWatch::Alarm', { AlarmDescription: Match.stringLikeRegexp('^Impact: .+ Look: .+') });
  });

  it('has no finding of cdk-nag without an acknowledged reason', () => {
    const { violations } = new AwsSolutionsChecks(app).validateScope(app);
    expect(
      violations.map(({ ruleName, violatingResources }) => [ruleName, violatingResources.map((resource) => resource.constructPath)]),
    ).toEqual([]);
  });
});

describe('a local stage', () => {
  const local = Template.fromStack(
    buildApp({ stage: 'local', settings: { limits: 'off' }, bundles: placeholderBundles(areas) }).node.children.find(
      (child) => child instanceof ServiceStack,
    )!,
  );

  it('pays through the local provider and counts no limits', () => {
    local.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ PAYMENTS: 'local', PAYMENTS_URL: 'http://payments.local', LIMITS: 'off' }) },
    });
  });

  it('has the very resources of a deployed one but the key of the edge, which it has not', () => {
    const { 'AWS::SecretsManager::Secret': keys, ...deployed } = outline(template);
    expect(keys).toBe(1);
    expect(outline(local)).toEqual(deployed);
  });
});
