import { Duration } from 'aws-cdk-lib';
import {
  AllowedMethods,
  type BehaviorOptions,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  OriginRequestPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { edgeHeader } from '../../../functions/runtime/edge.ts';

export interface ApiBehindEdge {
  /** `<id>.execute-api.<region>.amazonaws.com`. */
  readonly host: string;
  /** The paths that go to the API, as `/v1` and `/v1/*`. */
  readonly paths: readonly string[];
  /** The secret with the keys `a` and `b`, and which of them CloudFront shows. */
  readonly secret: Secret;
  readonly key: 'a' | 'b';
}

/** How CloudFront passes calls on to the API: everything, uncached, with the key and the viewer's true address. */
export function apiBehaviours(scope: Construct, { host, paths, secret, key }: ApiBehindEdge): Record<string, BehaviorOptions> {
  const behaviour: BehaviorOptions = {
    origin: new HttpOrigin(host, {
      customHeaders: { [edgeHeader]: secret.secretValueFromJson(key).unsafeUnwrap() },
      readTimeout: Duration.seconds(30),
    }),
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    allowedMethods: AllowedMethods.ALLOW_ALL,
    cachePolicy: nothingCached(scope),
    // The viewer's own Host would not be known to API Gateway.
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
  };
  return Object.fromEntries(paths.map((path) => [path, behaviour]));
}

/**
 * Keeps no answer (the API says `no-store`, and a second is the most), and passes CloudFront-Viewer-Address on: an origin request policy that
 * leaves Host out cannot add it, but whatever is in the cache key reaches the origin
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/controlling-origin-requests.html).
 */
function nothingCached(scope: Construct): CachePolicy {
  return new CachePolicy(scope, 'ApiCache', {
    comment: 'Keeps nothing; tells the API who calls',
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.seconds(0),
    maxTtl: Duration.seconds(1),
    headerBehavior: CacheHeaderBehavior.allowList('CloudFront-Viewer-Address', 'Authorization'),
    queryStringBehavior: CacheQueryStringBehavior.all(),
    cookieBehavior: CacheCookieBehavior.none(),
  });
}
