import * as createTable from 'dynalite/validations/createTable.js';
import { checkTypes, checkValidations } from 'dynalite/validations/index.js';
import { asDynamoDbError } from './dynamodb-error.ts';

/** Where the local tables say they live. */
export const LOCAL_REGION = 'us-east-1';
const ARN = `arn:aws:dynamodb:${LOCAL_REGION}:000000000000:table`;
// A constant, so that a table created again has the stream name that its consumers already know.
const STREAM_LABEL = '2026-01-01T00:00:00.000';

interface KeyElement {
  AttributeName: string;
  KeyType: string;
}

/** A secondary index of a table. */
export interface IndexDefinition {
  IndexName: string;
  KeySchema: KeyElement[];
  Projection: { ProjectionType: string; NonKeyAttributes?: string[] };
}

/** A table in the form that both DescribeTable and dynalite's actions read, plus what the local tables add to it. */
export interface TableDefinition {
  TableName: string;
  TableStatus: 'ACTIVE';
  TableArn: string;
  CreationDateTime: number;
  KeySchema: KeyElement[];
  AttributeDefinitions: { AttributeName: string; AttributeType: string }[];
  BillingModeSummary: { BillingMode: string };
  GlobalSecondaryIndexes?: IndexDefinition[];
  LocalSecondaryIndexes?: IndexDefinition[];
  StreamSpecification?: { StreamEnabled: true; StreamViewType: string };
  LatestStreamArn?: string;
  LatestStreamLabel?: string;
  /** The attribute whose epoch seconds say when an item expires. */
  expiryAttribute?: string;
}

const tableMembers = new Set(
  `KeySchema AttributeDefinitions GlobalSecondaryIndexes LocalSecondaryIndexes BillingMode StreamSpecification TimeToLiveSpecification
  TableName PointInTimeRecoverySpecification SSESpecification Tags DeletionProtectionEnabled Replicas TableClass
  ContributorInsightsSpecification ResourcePolicy ProvisionedThroughput OnDemandThroughput WarmThroughput MultiRegionConsistency
  WriteProvisionedThroughputSettings WriteOnDemandThroughputSettings ReadProvisionedThroughputSettings ReadOnDemandThroughputSettings`.split(
    /\s+/,
  ),
);
const indexMembers = new Set(
  `IndexName KeySchema Projection ProvisionedThroughput OnDemandThroughput WarmThroughput ContributorInsightsSpecification
  WriteProvisionedThroughputSettings WriteOnDemandThroughputSettings ReadProvisionedThroughputSettings ReadOnDemandThroughputSettings`.split(
    /\s+/,
  ),
);

function refuseUnknown(what: string, value: object, known: Set<string>): void {
  const unknown = Object.keys(value).find((member) => !known.has(member));
  if (unknown) throw new Error(`${what}: the local tables do not know the property ${unknown}`);
}

interface Properties {
  KeySchema?: KeyElement[];
  AttributeDefinitions?: TableDefinition['AttributeDefinitions'];
  GlobalSecondaryIndexes?: IndexDefinition[];
  LocalSecondaryIndexes?: IndexDefinition[];
  BillingMode?: string;
  StreamSpecification?: { StreamViewType?: string };
  TimeToLiveSpecification?: { AttributeName?: string; Enabled?: boolean };
}

function readIndexes(table: string, indexes: IndexDefinition[]): IndexDefinition[] {
  return indexes.map((index) => {
    refuseUnknown(`Index ${index.IndexName} of table ${table}`, index, indexMembers);
    return { IndexName: index.IndexName, KeySchema: index.KeySchema, Projection: index.Projection };
  });
}

function validate(name: string, definition: object): void {
  try {
    const data = checkTypes(structuredClone(definition), createTable.types);
    checkValidations(data, createTable.types, createTable.custom, {});
  } catch (error) {
    const cause = asDynamoDbError(error);
    throw new Error(`Table ${name}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

/** Reads the CloudFormation properties of a table or global table. An unknown property is an error that names it. */
export function readDefinition(name: string, properties: object, now: number): TableDefinition {
  refuseUnknown(`Table ${name}`, properties, tableMembers);
  const source = properties as Properties;
  const keys = {
    TableName: name,
    KeySchema: source.KeySchema ?? [],
    AttributeDefinitions: source.AttributeDefinitions ?? [],
    ...(source.GlobalSecondaryIndexes?.length && { GlobalSecondaryIndexes: readIndexes(name, source.GlobalSecondaryIndexes) }),
    ...(source.LocalSecondaryIndexes?.length && { LocalSecondaryIndexes: readIndexes(name, source.LocalSecondaryIndexes) }),
  };
  validate(name, { ...keys, BillingMode: 'PAY_PER_REQUEST' });
  const { StreamViewType } = source.StreamSpecification ?? {};
  const { AttributeName, Enabled } = source.TimeToLiveSpecification ?? {};
  return {
    ...keys,
    TableStatus: 'ACTIVE',
    TableArn: `${ARN}/${name}`,
    CreationDateTime: now,
    BillingModeSummary: { BillingMode: source.BillingMode ?? 'PROVISIONED' },
    ...(StreamViewType && {
      StreamSpecification: { StreamEnabled: true as const, StreamViewType },
      LatestStreamArn: `${ARN}/${name}/stream/${STREAM_LABEL}`,
      LatestStreamLabel: STREAM_LABEL,
    }),
    ...(Enabled && AttributeName && { expiryAttribute: AttributeName }),
  };
}

/** Every secondary index of a table, global ones first. */
export function indexesOf(table: TableDefinition): IndexDefinition[] {
  return [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
}
