import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { TableName, Tables } from './surroundings.ts';

/** How a function uses the tables. `stores` only puts: it can neither read back nor change. */
export interface TableAccess {
  readonly reads?: readonly TableName[];
  readonly writes?: readonly TableName[];
  readonly stores?: readonly TableName[];
  /** Indexes of `cases` that it queries. */
  readonly queries?: readonly ('byStatus' | 'byWake' | 'byDue')[];
}

const reading = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
const putting = ['dynamodb:PutItem'];
const changing = [...putting, 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'];
const decrypting = ['kms:Decrypt', 'kms:DescribeKey'];
const encrypting = [...decrypting, 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

/** The environment variable that names a table: CASES_TABLE, PEOPLE_TABLE, VAULT_TABLE, KEYS_TABLE. */
export function variableOf(table: TableName): string {
  return `${table.toUpperCase()}_TABLE`;
}

/** Grants exactly the access and returns the variables that go with it, so that neither is there without the other. */
export function grantTables(tables: Tables, access: TableAccess, grantee: IGrantable): Record<string, string> {
  const { reads = [], writes = [], stores = [], queries = [] } = access;
  const variables: Record<string, string> = {};
  const grant = (names: readonly TableName[], actions: string[], keyActions: string[]): void => {
    for (const name of names) {
      const { table, key } = tables[name];
      variables[variableOf(name)] = table.tableName;
      Grant.addToPrincipal({ grantee, actions, resourceArns: [table.tableArn] });
      if (key) Grant.addToPrincipal({ grantee, actions: keyActions, resourceArns: [key.keyArn] });
    }
  };
  grant(reads, reading, decrypting);
  grant(writes, [...reading, ...changing], encrypting);
  grant(stores, putting, encrypting);
  for (const index of queries)
    Grant.addToPrincipal({ grantee, actions: ['dynamodb:Query'], resourceArns: [`${tables.cases.table.tableArn}/index/${index}`] });
  return variables;
}
