import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Distribution, HttpVersion, SecurityPolicyProtocol } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import { apiBehaviours } from '../constructs/edge/api-origin.ts';
import { pageBehaviour } from '../constructs/edge/page-behaviour.ts';
import { acknowledgeFiller, PageStore } from '../constructs/edge/page-store.ts';
import { acknowledgeWildcardsBelow } from '../constructs/wildcards.ts';
import type { Stage } from '../stages.ts';
import type { DataStack } from './data-stack.ts';
import type { ServiceStack } from './service-stack.ts';

export interface EdgeStackProps extends StackProps {
  readonly stage: Stage;
  readonly data: DataStack;
  readonly service: ServiceStack;
  /** The directory with the built pages. */
  readonly pages: string;
  /** The ARN of the web ACL, where the firewall is on. */
  readonly firewall?: string;
}

/** The one origin that browsers see: pages out of a bucket, and the API below the same host. */
export class EdgeStack extends Stack {
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, { stage, data, service, pages, firewall, ...props }: EdgeStackProps) {
    super(scope, id, props);
    const { bucket } = new PageStore(this, 'Store', { pages, stage });
    const { host, paths, secret } = service.front;
    if (!secret) throw new Error(`The stage ${stage.stage} has an edge, but no secret that it shows to the API.`);
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `Redress, stage ${stage.stage}`,
      defaultBehavior: pageBehaviour(this, bucket, `https://${data.uploads.bucketName}.s3.${this.region}.${this.urlSuffix}`),
      additionalBehaviors: apiBehaviours(this, { host, paths, secret, key: stage.edgeSecret }),
      httpVersion: HttpVersion.HTTP2_AND_3,
      ...(firewall ? { webAclId: firewall } : {}),
      ...(stage.domain
        ? {
            domainNames: [stage.domain.name],
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
            certificate: Certificate.fromCertificateArn(this, 'Certificate', stage.domain.certificate),
          }
        : {}),
    });
    this.say(stage);
    acknowledgeFiller(this);
    acknowledgeWildcardsBelow(
      this,
      'Custom::CDKBucketDeployment',
      'The CDK’s own function copies the pages from the bootstrap bucket to theirs.',
    );
    new CfnOutput(this, 'PagesUrl', {
      value: stage.domain ? stage.publicUrl : `https://${this.distribution.distributionDomainName}`,
      description: 'Where customers and colleagues find the pages, and below it /v1',
    });
    new CfnOutput(this, 'DistributionName', {
      value: this.distribution.distributionDomainName,
      description: 'Where a DNS record leads your own domain: CNAME, or ALIAS in Route 53',
    });
    new CfnOutput(this, 'PagesBucketName', { value: bucket.bucketName, description: 'The pages; empty it before you delete it' });
  }

  /** Why the rules find what they find. */
  private say(stage: Stage): void {
    const reasons: Record<string, string | false> = {
      'AwsSolutions-CFR1': 'Customers travel; a return is asked for from anywhere.',
      'AwsSolutions-CFR2':
        stage.firewall === 'off' && 'The firewall is a switch of the configuration, and it is off: the API counts by itself.',
      'AwsSolutions-CFR3': 'A log of who asked for which page would hold addresses of people; the API has its own log without them.',
      'AwsSolutions-CFR4':
        !stage.domain && "CloudFront's own certificate, without a domain, dictates the protocol; a domain brings TLS 1.2.",
    };
    for (const [finding, reason] of Object.entries(reasons)) if (reason) acknowledge(this.distribution, finding, reason);
  }
}
