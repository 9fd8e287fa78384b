import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { pageFileFor, pageFunctionCode } from '../../../infra/constructs/page-paths.ts';
import { pages } from '../../../infra/constructs/web-bundle.ts';
import { grantors, statementsOf } from '../fixtures/surrounded-stack.ts';
import { wholeApp } from '../fixtures/whole-app.ts';

// CloudFront and WAF are asserted on their templates: no emulator that we know runs them (docs/emulators.md).

const whole = wholeApp();
const edge = whole.template('edge');
const service = whole.template('service');
const [distribution] = Object.values(edge.findResources('AWS::CloudFront::Distribution')).map(
  ({ Properties }) => Properties.DistributionConfig,
);

describe('the edge', () => {
  it('is one origin for pages and API: whatever the API answers stands below the same host', () => {
    const patterns = distribution.CacheBehaviors.map(({ PathPattern }: { PathPattern: string }) => PathPattern);
    const routes = Object.values(service.findResources('AWS::ApiGatewayV2::Route')).map(
      ({ Properties }) => Properties.RouteKey.split(' ')[1] as string,
    );
    const covered = (path: string) =>
      patterns.some((pattern: string) => (pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern));
    expect(routes.filter((path) => !covered(path))).toEqual([]);
    expect(distribution.DefaultCacheBehavior.FunctionAssociations).toHaveLength(1);
  });

  it('shows its key to the API, caches nothing of it, and passes the viewer address on but not the viewer host', () => {
    const [api] = distribution.Origins.filter(({ CustomOriginConfig }: { CustomOriginConfig?: object }) => CustomOriginConfig);
    expect(api.CustomOriginConfig).toMatchObject({ OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] });
    expect(api.OriginCustomHeaders).toEqual([{ HeaderName: 'x-redress-edge', HeaderValue: expect.anything() }]);
    expect(JSON.stringify(api.OriginCustomHeaders)).toMatch(/resolve:secretsmanager:.*:SecretString:a:/);
    edge.hasResourceProperties('AWS::CloudFront::CachePolicy', {
      CachePolicyConfig: {
        MinTTL: 0,
        DefaultTTL: 0,
        MaxTTL: 1,
        ParametersInCacheKeyAndForwardedToOrigin: Match.objectLike({
          HeadersConfig: { HeaderBehavior: 'whitelist', Headers: Match.arrayWith(['CloudFront-Viewer-Address', 'Authorization']) },
        }),
      },
    });
    // AllViewerExceptHostHeader
    for (const behaviour of distribution.CacheBehaviors)
      expect(behaviour.OriginRequestPolicyId).toBe('b689b0a8-53d0-40ab-baf2-68738e2966ac');
  });

  it('sends the other key when the configuration says so, which is how keys are rotated', () => {
    const rotated = JSON.stringify(wholeApp({ edgeSecret: 'b' }).template('edge').toJSON());
    expect(rotated).toMatch(/:SecretString:b:/);
    expect(rotated).not.toMatch(/:SecretString:a:/);
  });

  it('makes every function of the API ask for the key, and no other function able to read it', () => {
    const lambdas = Object.entries(service.findResources('AWS::Lambda::Function'));
    const asking = lambdas.filter(([, { Properties }]) => Properties.Environment?.Variables?.EDGE_SECRET_NAME).map(([id]) => id);
    const serving = lambdas.map(([id]) => id).filter((id) => /Serve\w+Function|ReceiveScanFunction|ReceivePaymentEventFunction/.test(id));
    expect(asking).toEqual(expect.arrayContaining(serving));
    const integrated = new Set(
      Object.values(service.findResources('AWS::ApiGatewayV2::Integration')).map(({ Properties }) =>
        JSON.stringify(Properties.IntegrationUri),
      ),
    );
    expect(asking).toHaveLength(integrated.size);
    const readers = grantors(service).filter((id) =>
      statementsOf(service, new RegExp(`^${id}$`)).some(({ Resource }) => JSON.stringify(Resource).includes('EdgeSecret')),
    );
    expect(readers).toHaveLength(asking.length);
  });

  it('lets CloudFront read the bucket of the pages, and nobody else', () => {
    edge.resourceCountIs('AWS::CloudFront::OriginAccessControl', 1);
    edge.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({
            Effect: 'Allow',
            Action: 's3:GetObject',
            Principal: { Service: 'cloudfront.amazonaws.com' },
            Condition: { StringEquals: Match.anyValue() },
          }),
        ],
      },
    });
    edge.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
  });

  it('sends headers that let a page do only what ours do', () => {
    edge.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: Match.objectLike({
        SecurityHeadersConfig: {
          ContentSecurityPolicy: Match.objectLike({ Override: true }),
          ContentTypeOptions: { Override: true },
          FrameOptions: { FrameOption: 'DENY', Override: true },
          ReferrerPolicy: { ReferrerPolicy: 'no-referrer', Override: true },
          StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, IncludeSubdomains: true, Override: true },
        },
      }),
    });
    expect(JSON.stringify(edge.findResources('AWS::CloudFront::ResponseHeadersPolicy'))).toMatch(
      /default-src 'none'.*connect-src 'self' https:/,
    );
  });

  it('stands at the domain with its certificate and TLS 1.2, or at the address that AWS gives', () => {
    expect(distribution).toMatchObject({
      Aliases: ['returns.shop.example'],
      ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021' },
    });
    const bare = wholeApp({ domain: undefined, publicUrl: 'https://returns.shop.example' } as never).template('edge');
    bare.hasResourceProperties('AWS::CloudFront::Distribution', { DistributionConfig: { Aliases: Match.absent() } });
    bare.hasOutput('PagesUrl', { Value: { 'Fn::Join': Match.anyValue() } });
  });

  it('is missing where the configuration switches it off; then no function asks for a key', () => {
    const without = wholeApp({ edge: 'off', firewall: 'off', domain: undefined, publicUrl: 'https://returns.shop.example' } as never);
    expect(without.stacks.map(({ node }) => node.id)).not.toContain('redress-edge-prod');
    expect(JSON.stringify(without.template('service').toJSON())).not.toContain('EDGE_SECRET_NAME');
  });
});

describe('the firewall', () => {
  it('counts in us-east-1, and is attached to the distribution wherever that is', () => {
    expect(whole.stack('firewall').region).toBe('us-east-1');
    expect(whole.stack('edge').region).toBe('eu-central-1');
    expect(distribution.WebACLId).toEqual({
      'Fn::GetStackOutput': expect.objectContaining({ StackName: 'redress-firewall-prod', Region: 'us-east-1' }),
    });
    expect(whole.stack('edge').dependencies).toContain(whole.stack('firewall'));
  });

  it('blocks an address that asks too often: all paths, and sooner for lookups and sign-ins', () => {
    const [acl] = Object.values(whole.template('firewall').findResources('AWS::WAFv2::WebACL')).map(({ Properties }) => Properties);
    expect(acl).toMatchObject({ Scope: 'CLOUDFRONT', DefaultAction: { Allow: {} } });
    expect(
      acl.Rules.map(({ Name, Statement }: { Name: string; Statement: { RateBasedStatement: { Limit: number } } }) => [
        Name,
        Statement.RateBasedStatement.Limit,
      ]),
    ).toEqual([
      ['SignIn', 100],
      ['Everything', 2000],
    ]);
    for (const { Action } of acl.Rules) expect(Action.Block.CustomResponse.ResponseCode).toBe(429);
  });

  it('is a switch', () => {
    const off = wholeApp({ firewall: 'off' });
    expect(off.stacks.map(({ node }) => node.id)).not.toContain('redress-firewall-prod');
    off.template('edge').hasResourceProperties('AWS::CloudFront::Distribution', { DistributionConfig: { WebACLId: Match.absent() } });
  });
});

describe('a path', () => {
  type Answer = { uri?: string; statusCode?: number };
  const handler = new Function(`${pageFunctionCode()}; return handler;`)() as (event: object) => Answer;
  const lead = (uri: string): Answer => handler({ request: { uri } });

  it.each([
    ['/', 'portal.html'],
    ['/status/abc', 'status.html'],
    ['/approvals/abc/', 'approval.html'],
    ['/clocks/abc', 'clock.html'],
    ['/console', 'console.html'],
    ['/console/cases/1', 'console.html'],
    ['/assets/styles.css', 'assets/styles.css'],
  ])('%s leads to %s, at CloudFront as on one machine', (path, file) => {
    expect(pageFileFor(path)).toBe(file);
    expect(lead(path).uri).toBe(`/${file}`);
  });

  it.each(['/status/', '/portal.html', '/assets/../portal.html', '/consoles', '/.git/config'])('%s leads nowhere', (path) => {
    expect(pageFileFor(path)).toBeUndefined();
    expect(lead(path).statusCode).toBe(404);
  });

  it('leads to every page that there is', () => {
    for (const page of Object.keys(pages)) expect(pageFunctionCode()).toContain(`'${page}.html'`);
  });

  it('is led by code that fits CloudFront', () => expect(Buffer.byteLength(pageFunctionCode())).toBeLessThan(10_240));
});
