import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { DataStack } from '../../../infra/stacks/data-stack.ts';
import { stageNamed } from '../../../infra/stages.ts';
import { outline } from '../fixtures/outline.ts';

const template = Template.fromStack(new DataStack(new App(), 'data', { stage: stageNamed('local') }));

describe('the data stack', () => {
  it('holds four tables, three keys and two buckets', () => expect(outline(template)).toMatchSnapshot());

  it('keeps everything that a shop cannot make again', () => {
    for (const type of ['AWS::DynamoDB::Table', 'AWS::KMS::Key', 'AWS::S3::Bucket'])
      template.allResources(type, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    template.allResourcesProperties('AWS::DynamoDB::Table', { DeletionProtectionEnabled: true, BillingMode: 'PAY_PER_REQUEST' });
  });

  it('streams new images of cases, which has three indexes, can be recovered and forgets by ttl', () => {
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      GlobalSecondaryIndexes: [
        Match.objectLike({ IndexName: 'byStatus', KeySchema: [key('statusShard', 'HASH'), key('openedAt', 'RANGE')] }),
        Match.objectLike({ IndexName: 'byWake', KeySchema: [key('wakeShard', 'HASH'), key('wakeAt', 'RANGE')] }),
        Match.objectLike({ IndexName: 'byDue', KeySchema: [key('dueShard', 'HASH'), key('dueBy', 'RANGE')] }),
      ],
    });
  });

  it('encrypts people, vault and keys by keys of the shop, streams none, and cannot bring back what left the vault or the keys', () => {
    const encrypted = Object.entries(
      template.findResources('AWS::DynamoDB::Table', { Properties: { SSESpecification: { SSEType: 'KMS' } } }),
    );
    const own = encrypted.filter(([, table]) => table.Properties.SSESpecification.KMSMasterKeyId);
    const recoverable = own.map(([id, { Properties }]) => [
      id.replace(/[0-9A-F]{8}$/, ''),
      Properties.StreamSpecification,
      Properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled,
    ]);
    expect(recoverable).toEqual([
      ['People', undefined, true],
      ['Vault', undefined, false],
      ['Keys', undefined, false],
    ]);
    template.allResourcesProperties('AWS::KMS::Key', { EnableKeyRotation: true });
  });

  it('lets nobody read a bucket in the open, and pages post photos', () => {
    template.allResourcesProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    template.hasResourceProperties('AWS::S3::Bucket', {
      CorsConfiguration: { CorsRules: [Match.objectLike({ AllowedMethods: ['POST'], AllowedOrigins: ['http://localhost:4100'] })] },
    });
    template.allResourcesProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: Match.objectLike({
        Statement: [Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
      }),
    });
  });
});

function key(AttributeName: string, KeyType: string) {
  return { AttributeName, KeyType };
}
