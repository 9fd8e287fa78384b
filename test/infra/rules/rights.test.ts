import { CfnResource, type Stack } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { ofType, type Resources } from '../../../infra/rules/finding.ts';
import { gates } from '../../../infra/rules/gates.ts';
import { reasonsAt } from '../../../infra/rules/house-rules.ts';
import { wildcardsOf } from '../../../infra/rules/wildcards.ts';
import { grantors, statementsOf } from '../fixtures/surrounded-stack.ts';
import { wholeApp } from '../fixtures/whole-app.ts';

// IAM is asserted on templates: the emulators that we know do not enforce it (docs/emulators.md).

const { app, stacks, template } = wholeApp();
const of = (stack: Stack): Resources => template(stack.node.id.split('-')[1]!).toJSON().Resources;
const everything = stacks.map((stack) => ({ stack, resources: of(stack) }));

/** Every right of every role, one action on one resource at a time, with the policy that grants it. */
const rights = stacks
  .map((stack) => template(stack.node.id.split('-')[1]!))
  .flatMap((found) =>
    grantors(found).flatMap((policy) =>
      statementsOf(found, new RegExp(`^${policy}$`)).flatMap(({ Action, Resource }) =>
        [Action].flat().flatMap((action) => [Resource].flat().map((resource) => ({ policy, action, on: JSON.stringify(resource) }))),
      ),
    ),
  );
const covers = (granted: string, action: string): boolean =>
  new RegExp(`^${granted.replace(/\*/g, '.*').replace(/\?/g, '.')}$`).test(action);
const reading = ['GetItem', 'BatchGetItem', 'Query', 'Scan', 'PartiQLSelect', 'ExportTableToPointInTime', 'GetRecords'].map(
  (name) => `dynamodb:${name}`,
);
const holders = (actions: readonly string[], on: RegExp) => [
  ...new Set(
    rights.filter((right) => on.test(right.on) && actions.some((action) => covers(right.action, action))).map(({ policy }) => policy),
  ),
];

describe('rights', () => {
  it('let one function read the token vault, and no other', () => {
    expect(holders(reading, /Vault(?!Key)|^"\*"$/)).toEqual([expect.stringContaining('ResumeWorkflow')]);
  });

  it('let one function answer tasks, one put events, and only what refunds or looks refunds up speaks to Stripe', () => {
    expect(holders(['states:SendTaskSuccess', 'states:SendTaskFailure', 'states:SendTaskHeartbeat'], /./)).toEqual([
      expect.stringContaining('ResumeWorkflow'),
    ]);
    expect(holders(['events:PutEvents'], /./)).toEqual([expect.stringContaining('RelayLog')]);
    expect(
      holders(['secretsmanager:GetSecretValue'], /shop\/stripe-\?/).filter(
        (policy) => !/RefundReturn|ReceivePaymentEvent|^Refunds/.test(policy),
      ),
    ).toEqual([]);
  });

  it('never let a function change a role, a key, a function or a stack', () => {
    const forbidden =
      /^(iam|cloudformation|organizations|sts):|^kms:(Put|Schedule|Disable|Create)|^lambda:(Create|Update|Delete|Add|Put)|^\*$/;
    expect(rights.filter(({ action, policy }) => forbidden.test(action) && !policy.includes('CDKBucketDeployment'))).toEqual([]);
  });

  const wildcards = everything.flatMap(({ stack, resources }) =>
    wildcardsOf(resources).map((wildcard) => {
      const construct = stack.node
        .findAll()
        .find((each) => each instanceof CfnResource && stack.resolve(each.logicalId) === wildcard.resource);
      return { ...wildcard, reason: construct && reasonsAt(construct).get(wildcard.finding) };
    }),
  );

  it('have no wildcard that is not acknowledged with its reason', () => {
    expect(wildcards.length).toBeGreaterThan(40);
    expect(wildcards.filter(({ reason }) => !reason || reason.length < 20)).toEqual([]);
  });

  it('have no reason for a wildcard that is gone', () => {
    const used = new Set(wildcards.map(({ finding }) => finding));
    const given = new Set(everything.flatMap(({ stack }) => stack.node.findAll()).flatMap((construct) => [...reasonsAt(construct).keys()]));
    const stale = [...given].filter((finding) => finding.startsWith('AwsSolutions-IAM5[') && !used.has(finding));
    expect(stale).toEqual([]);
  });

  it('reach the whole of a service in a few listed ways only', () => {
    const anything = new Set(wildcards.filter(({ on }) => on === '*').flatMap(({ actions }) => actions));
    expect([...anything].filter((action) => !broad.includes(action))).toEqual([]);
  });
});

/** What cannot be granted on less than everything: X-Ray, the log delivery of Step Functions and the suppression list of SES know no resources. */
const broad = [
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
  'ses:DeleteSuppressedDestination',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

describe('the gates at synth', () => {
  it('are two packs of cdk-nag and our own rules', () =>
    expect(gates(app).map(({ name }) => name)).toEqual(['AwsSolutions', 'Serverless', 'Redress']));

  it.each(gates(app).slice(0, 2))('$name finds nothing that is not acknowledged', (pack) => {
    const { violations } = (
      pack as unknown as { validateScope(scope: typeof app): { violations: readonly { ruleName: string }[] } }
    ).validateScope(app);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual([]);
  });
});
