import { CfnOutput } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { ApiFunction } from '../../constructs/api-function.ts';
import { mayHandleUploads } from '../../constructs/permissions.ts';
import { surroundingsOf } from '../../constructs/surroundings.ts';
import { TaskFunction } from '../../constructs/task-function.ts';

/** What colleagues use: cases, approvals and policies. */
export class Agents extends Construct {
  constructor(scope: Construct, id: string, { api }: { readonly api: HttpApi }) {
    super(scope, id);
    const both = { writes: ['cases', 'people'] } as const;
    const cases = new ApiFunction(this, 'ServeCases', {
      area: 'cases',
      api,
      below: ['/v1/agent/cases', '/v1/agent/parcels', '/v1/agent/payouts', '/v1/agent/uploads'],
      ...both,
      reads: ['keys'],
      queries: ['byStatus'],
    });
    mayHandleUploads(cases);
    new ApiFunction(this, 'ServeApprovals', {
      area: 'approvals',
      api,
      below: ['/v1/approvals', '/v1/agent/approvals'],
      writes: ['cases'],
      reads: ['people'],
      stores: ['people'],
      queries: ['byStatus'],
    });
    new ApiFunction(this, 'ServeDeadlines', {
      area: 'deadlines',
      api,
      below: ['/v1/agent/clocks', '/v1/agent/reports'],
      writes: ['cases'],
      reads: ['people'],
      queries: ['byDue', 'byStatus'],
    });
    new ApiFunction(this, 'ServePolicies', { area: 'policies', api, below: ['/v1/agent/policies', '/v1/agent/me'], ...both });
    const publish = new TaskFunction(this, 'PublishPolicy', {
      area: 'policies',
      functionName: `redress-${surroundingsOf(this).stage.stage}-publish-policy`,
      ...both,
    });
    new CfnOutput(this, 'PublishPolicyName', {
      value: publish.function.functionName,
      description: 'Called by npm run policies -- publish',
    });
  }
}
