import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { ApiFunction } from '../../../infra/constructs/api-function.ts';
import { PublicApi } from '../../../infra/constructs/public-api.ts';
import { surroundedStack } from '../fixtures/surrounded-stack.ts';

function served() {
  const { stack, template } = surroundedStack();
  const { api } = new PublicApi(stack, 'PublicApi');
  new ApiFunction(stack, 'ServeReturns', { area: 'returns', api, below: ['/v1/returns'], at: ['/healthz'] });
  return template();
}

describe('a function behind the API', () => {
  const template = served();
  const routes = Object.values(template.findResources('AWS::ApiGatewayV2::Route')).map(({ Properties }) => Properties);

  it('answers its paths, and everything below its prefixes, with every method', () => {
    expect(routes.map(({ RouteKey }) => RouteKey).sort()).toEqual(['ANY /healthz', 'ANY /v1/returns', 'ANY /v1/returns/{proxy+}']);
  });

  it('is called through its alias, in payload format 2.0, by one integration', () => {
    template.resourceCountIs('AWS::ApiGatewayV2::Integration', 1);
    template.hasResourceProperties('AWS::ApiGatewayV2::Integration', {
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: { Ref: Match.stringLikeRegexp('Live') },
      PayloadFormatVersion: '2.0',
    });
    template.hasResourceProperties('AWS::Lambda::Function', { MemorySize: 1024, Timeout: 15 });
  });

  it('writes an access log that names no person', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      AutoDeploy: true,
      AccessLogSettings: { Format: Match.stringLikeRegexp('requestId') },
    });
    const [stage] = Object.values(template.findResources('AWS::ApiGatewayV2::Stage'));
    for (const personal of ['sourceIp', 'userAgent', 'authorization', 'context.path', 'query'])
      expect(stage?.Properties.AccessLogSettings.Format).not.toContain(personal);
  });
});
