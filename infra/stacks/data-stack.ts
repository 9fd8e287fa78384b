import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
  type TableProps,
} from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps, HttpMethods } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Surroundings, Tables } from '../constructs/surroundings.ts';
import type { Stage } from '../stages.ts';
import { colleaguesPool } from './data/colleagues-pool.ts';

/** The indexes of table `cases`; docs/keys.md says what stands in them. */
export const caseIndexes = {
  byStatus: { partitionKey: 'statusShard', sortKey: 'openedAt' },
  byWake: { partitionKey: 'wakeShard', sortKey: 'wakeAt' },
  byDue: { partitionKey: 'dueShard', sortKey: 'dueBy' },
} as const;

const keys = {
  partitionKey: { name: 'pk', type: AttributeType.STRING },
  sortKey: { name: 'sk', type: AttributeType.STRING },
  timeToLiveAttribute: 'ttl',
  billingMode: BillingMode.PAY_PER_REQUEST,
  deletionProtection: true,
  removalPolicy: RemovalPolicy.RETAIN,
} satisfies TableProps;

/** What must survive a deletion: four tables, so that grants are per table, two buckets, and who signs in. Logical ids never change. */
export class DataStack extends Stack {
  readonly tables: Tables;
  readonly uploads: Bucket;
  /** Encrypts the history of workflows: it outlives them by 90 days. */
  readonly historyKey: Key;
  readonly colleagues: Surroundings['colleagues'];
  /** Log records that the relay could not put on the bus, whole. */
  readonly undelivered: Bucket;

  constructor(scope: Construct, id: string, props: StackProps & { stage: Stage }) {
    super(scope, id, props);
    const cases = this.casesTable();
    const people = this.encryptedTable('People', 'Personal data and all free text of Redress', true);
    const vault = this.encryptedTable('Vault', 'Task tokens of Redress', false);
    const dataKeys = this.encryptedTable('Keys', 'What locks the accounts of customers of Redress', false);
    this.tables = { cases: { table: cases }, people, vault, keys: dataKeys };
    this.historyKey = ownKey(this, 'HistoryKey', 'History of the workflows of Redress');
    this.uploads = this.privateBucket('Uploads', {
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(1), expiration: Duration.days(props.stage.retention.uploadDays) },
      ],
      cors: [
        {
          allowedMethods: [HttpMethods.POST],
          allowedOrigins: [new URL(props.stage.publicUrl).origin],
          allowedHeaders: ['*'],
          maxAge: 3000,
        },
      ],
    });
    this.undelivered = this.privateBucket('Undelivered', {
      lifecycleRules: [{ expiration: Duration.days(props.stage.retention.undeliveredDays) }],
    });
    this.colleagues = colleaguesPool(this, props.stage);
    new CfnOutput(this, 'CasesTableName', {
      value: cases.tableName,
      description: 'Cases, logs, clocks, ledger, approvals, orders: ids only',
    });
    new CfnOutput(this, 'PeopleTableName', { value: people.table.tableName, description: 'Personal data and free text' });
    new CfnOutput(this, 'UploadsBucketName', { value: this.uploads.bucketName, description: 'Photos and labels' });
    new CfnOutput(this, 'UndeliveredBucketName', {
      value: this.undelivered.bucketName,
      description: 'Log records that the relay gave up on; npm run announce puts them on the bus again',
    });
  }

  private casesTable(): Table {
    const table = new Table(this, 'Cases', {
      ...keys,
      encryption: TableEncryption.AWS_MANAGED,
      stream: StreamViewType.NEW_IMAGE,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    });
    for (const [indexName, { partitionKey, sortKey }] of Object.entries(caseIndexes))
      table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: { name: partitionKey, type: AttributeType.STRING },
        sortKey: { name: sortKey, type: AttributeType.STRING },
        projectionType: ProjectionType.ALL,
      });
    return table;
  }

  private encryptedTable(id: string, description: string, recoverable: boolean): { table: Table; key: Key } {
    const key = ownKey(this, `${id}Key`, description);
    const table = new Table(this, id, {
      ...keys,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: recoverable },
    });
    if (!recoverable)
      Validations.of(table).acknowledge({
        id: 'AwsSolutions-DDB3',
        reason: 'What leaves it is gone: a token or a key must not come back from a point-in-time recovery.',
      });
    return { table, key };
  }

  private privateBucket(id: string, props: BucketProps): Bucket {
    const bucket = new Bucket(this, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...props,
    });
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Objects are reached through short-lived signed forms and links only; a bucket of access logs would hold addresses of people.',
    });
    return bucket;
  }
}

/** A key of the shop's own; what it encrypted is lost with it, so that it is never deleted by a deployment. */
function ownKey(scope: Construct, id: string, description: string): Key {
  return new Key(scope, id, { description, enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN });
}
