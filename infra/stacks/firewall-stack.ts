import { Stack, type StackProps } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import type { Stage } from '../stages.ts';

/** WAF rate rules for CloudFront: they must stand in us-east-1, whatever the region of the rest. */
export class FirewallStack extends Stack {
  readonly webAclArn: string;

  constructor(scope: Construct, id: string, { stage, ...props }: StackProps & { readonly stage: Stage }) {
    super(scope, id, props);
    const { everything, signIn } = stage.firewallRates;
    this.webAclArn = new CfnWebACL(this, 'RateRules', {
      scope: 'CLOUDFRONT',
      description: `Redress, stage ${stage.stage}: how often one address may ask`,
      defaultAction: { allow: {} },
      visibilityConfig: seen('RateRules'),
      rules: [
        rateRule(0, 'SignIn', signIn, {
          orStatement: { statements: ['/v1/lookups', '/v1/sessions', '/v1/withdrawals'].map(startsWith) },
        }),
        rateRule(1, 'Everything', everything),
      ],
    }).attrArn;
  }
}

/** Answers 429 with what to do to an address that asks more than `limit` times in five minutes. */
function rateRule(priority: number, name: string, limit: number, only?: CfnWebACL.StatementProperty): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    action: { block: { customResponse: { responseCode: 429, responseHeaders: [{ name: 'retry-after', value: '300' }] } } },
    visibilityConfig: seen(name),
    statement: {
      rateBasedStatement: { aggregateKeyType: 'IP', evaluationWindowSec: 300, limit, ...(only ? { scopeDownStatement: only } : {}) },
    },
  };
}

const startsWith = (path: string): CfnWebACL.StatementProperty => ({
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint: 'STARTS_WITH',
    searchString: path,
    textTransformations: [{ priority: 0, type: 'NORMALIZE_PATH' }],
  },
});

/** Counted as a metric; no sample of requests is kept, for they show what people typed. */
const seen = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  sampledRequestsEnabled: false,
});
