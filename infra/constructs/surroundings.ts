import type { UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { IConstruct } from 'constructs';
import type { Stage } from '../stages.ts';
import type { Bundles } from './bundling.ts';

export type TableName = 'cases' | 'people' | 'vault' | 'keys';
/** A table and, where it has one, the customer-managed key that its readers and writers need as well. */
export type Tables = Readonly<Record<TableName, { readonly table: Table; readonly key?: Key }>>;

/** What the constructs of a stack find around them, so that a stack reads like a list of sentences. */
export interface Surroundings {
  readonly stage: Stage;
  readonly tables: Tables;
  readonly uploads: Bucket;
  readonly undelivered: Bucket;
  /** The user pool of colleagues, and the client that signs them in. */
  readonly colleagues: { readonly pool: UserPool; readonly client: UserPoolClient };
  readonly bus: EventBus;
  readonly bundles: Bundles;
  /** Encrypts what workflows were given and answered. */
  readonly historyKey: Key;
  /** Where every alarm goes. */
  readonly alarms: Topic;
  /** What CloudFront shows to the API, where the stage has an edge. */
  readonly edgeSecret?: Secret;
}

const known = new WeakMap<IConstruct, Surroundings>();

/** Says what surrounds everything below `scope`. */
export function surround(scope: IConstruct, surroundings: Surroundings): void {
  known.set(scope, surroundings);
}

/** The nearest surroundings above a construct; throws when nobody said any. */
export function surroundingsOf(construct: IConstruct): Surroundings {
  for (const scope of [...construct.node.scopes].reverse()) {
    const found = known.get(scope);
    if (found) return found;
  }
  throw new Error(`Nothing surrounds ${construct.node.path}: call surround(stack, …) first.`);
}
