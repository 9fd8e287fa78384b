import { Duration } from 'aws-cdk-lib';
import {
  type BehaviorOptions,
  CachePolicy,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { pageFunctionCode } from '../page-paths.ts';
import { contentSecurityPolicy } from '../web-bundle.ts';

/** How CloudFront serves pages: from the bucket, each path led to its file, with headers that let a page do only what ours do. */
export function pageBehaviour(scope: Construct, pages: IBucket, uploadsOrigin: string): BehaviorOptions {
  const lead = new EdgeFunction(scope, 'LeadToPage', {
    comment: 'Leads a path to its page, or answers 404',
    code: FunctionCode.fromInline(pageFunctionCode()),
    runtime: FunctionRuntime.JS_2_0,
  });
  return {
    origin: S3BucketOrigin.withOriginAccessControl(pages),
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    cachePolicy: CachePolicy.CACHING_OPTIMIZED,
    compress: true,
    responseHeadersPolicy: new ResponseHeadersPolicy(scope, 'PageHeaders', {
      comment: 'What a page of Redress may do',
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy([uploadsOrigin]), override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override: true },
      },
      customHeadersBehavior: {
        customHeaders: [{ header: 'permissions-policy', value: 'camera=(), geolocation=(), microphone=(), payment=()', override: true }],
      },
    }),
    functionAssociations: [{ function: lead, eventType: FunctionEventType.VIEWER_REQUEST }],
  };
}
