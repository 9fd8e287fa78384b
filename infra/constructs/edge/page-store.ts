import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import type { Stage } from '../../stages.ts';
import { acknowledge } from '../acknowledge.ts';

/** The bucket of the pages, readable by CloudFront only; every deployment fills it with what was built from web/. */
export class PageStore extends Construct {
  readonly bucket: IBucket;

  constructor(scope: Construct, id: string, { pages, stage }: { readonly pages: string; readonly stage: Stage }) {
    super(scope, id);
    const bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      // Without autoDeleteObjects a full bucket cannot be deleted: nothing is lost by a mistake, and the pages can be built again.
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    });
    acknowledge(bucket, 'AwsSolutions-S1', 'It holds pages that anybody may read; a log of who read them would hold addresses of people.');
    // The CDK's own classes do not fit its interfaces under exactOptionalPropertyTypes; this says so once.
    this.bucket = bucket as IBucket;
    new BucketDeployment(this, 'Deployment', {
      destinationBucket: this.bucket,
      sources: [Source.asset(pages)],
      // Names do not change with contents: browsers ask each time, and are told that nothing changed.
      cacheControl: [CacheControl.noCache()],
      logGroup: new LogGroup(this, 'Logs', { retention: stage.retention.logDays, removalPolicy: RemovalPolicy.DESTROY }),
    });
  }
}

/** The CDK's own function that fills the bucket while a deployment runs; it stands directly in the stack. */
export function acknowledgeFiller(stack: Stack): void {
  const filler = stack.node.children.find(({ node }) => node.id.startsWith('Custom::CDKBucketDeployment'));
  if (!filler) throw new Error('The CDK no longer fills buckets by the function that is acknowledged here.');
  for (const [finding, reason] of findings) acknowledge(filler, finding, reason);
}

const foreign = 'The CDK’s own function, which copies the pages while a deployment runs and at no other time';
const findings = [
  [
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    `${foreign}: it writes its log.`,
  ],
  ['Serverless-LambdaDLQ', `${foreign}: the deployment waits for it.`],
  ['Serverless-LambdaTracing', `${foreign}: nobody waits for it but the deployment.`],
  ['Serverless-LambdaLatestVersion', `${foreign}: its runtime is the CDK's choice.`],
  ['AwsSolutions-L1', `${foreign}: its runtime is the CDK's choice.`],
] as const;
