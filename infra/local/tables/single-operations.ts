import batchWriteItem from 'dynalite/actions/batchWriteItem.js';
import deleteItem from 'dynalite/actions/deleteItem.js';
import describeTable from 'dynalite/actions/describeTable.js';
import getItem from 'dynalite/actions/getItem.js';
import listTables from 'dynalite/actions/listTables.js';
import putItem from 'dynalite/actions/putItem.js';
import query from 'dynalite/actions/query.js';
import scan from 'dynalite/actions/scan.js';
import updateItem from 'dynalite/actions/updateItem.js';
import { createKey } from 'dynalite/db/index.js';
import * as batchGetRules from 'dynalite/validations/batchGetItem.js';
import * as batchWriteRules from 'dynalite/validations/batchWriteItem.js';
import * as deleteRules from 'dynalite/validations/deleteItem.js';
import * as describeRules from 'dynalite/validations/describeTable.js';
import * as getRules from 'dynalite/validations/getItem.js';
import { checkTypes, checkValidations } from 'dynalite/validations/index.js';
import * as listRules from 'dynalite/validations/listTables.js';
import * as putRules from 'dynalite/validations/putItem.js';
import * as queryRules from 'dynalite/validations/query.js';
import * as scanRules from 'dynalite/validations/scan.js';
import * as updateRules from 'dynalite/validations/updateItem.js';
import type { StoredItem } from './attribute-values.ts';
import { asDynamoDbError, DynamoDbError } from './dynamodb-error.ts';
import type { Rows } from './item-rows.ts';
import type { Action, Stage } from './staged-store.ts';
import { refuseWrongAnswers } from './wrong-answers.ts';

/** A request in stored form, before or after dynalite has checked it. */
export type Request = Record<string, unknown>;

interface Operation {
  rules: { types: object; custom: unknown };
  run: (stage: Stage, request: Request) => Request;
}

const by = (action: Action) => (stage: Stage, request: Request) => stage.run(action, request);

// dynalite shuffles what a batch finds; a run with the same seed must see the same order.
function batchGetItem(stage: Stage, { RequestItems }: Request): Request {
  const Responses: Record<string, unknown[]> = {};
  for (const [TableName, { Keys, ...how }] of Object.entries(RequestItems as Record<string, { Keys: StoredItem[] }>)) {
    const answers = Keys.map((Key) => stage.run(getItem, { TableName, Key, ...how }));
    Responses[TableName] = answers.flatMap(({ Item }) => Item ?? []);
  }
  return { Responses, UnprocessedKeys: {} };
}

function describe(stage: Stage, request: Request): Request {
  const { expiryAttribute: _, CreationDateTime, ...Table } = stage.run(describeTable, request).Table as Request;
  return { Table: { ...Table, CreationDateTime: new Date(CreationDateTime as number) } };
}

const operations = {
  GetItem: { rules: getRules, run: by(getItem) },
  PutItem: { rules: putRules, run: by(putItem) },
  UpdateItem: { rules: updateRules, run: by(updateItem) },
  DeleteItem: { rules: deleteRules, run: by(deleteItem) },
  Query: { rules: queryRules, run: by(query) },
  Scan: { rules: scanRules, run: by(scan) },
  BatchGetItem: { rules: batchGetRules, run: batchGetItem },
  BatchWriteItem: { rules: batchWriteRules, run: by(batchWriteItem) },
  DescribeTable: { rules: describeRules, run: describe },
  ListTables: { rules: listRules, run: by(listTables) },
} satisfies Record<string, Operation>;

/** The operations that dynalite knows itself. */
export type OperationName = keyof typeof operations;

/** Whether dynalite knows the operation. */
export const isOperation = (name: string): name is OperationName => Object.hasOwn(operations, name);

/** Checks a request and parses its expressions. Throws a ValidationException. */
export function checkRequest(stage: Stage, name: OperationName, request: Request): Request {
  const { types, custom } = operations[name].rules;
  try {
    const checked = checkTypes(request, types);
    checkValidations(checked, types, custom, stage.store);
    refuseWrongAnswers(checked);
    return checked;
  } catch (error) {
    throw asDynamoDbError(error);
  }
}

/** Runs a checked request; `onFailure` is its ReturnValuesOnConditionCheckFailure. Writes stay staged. */
export function runChecked(stage: Stage, rows: Rows, name: OperationName, checked: Request, onFailure?: unknown): Request {
  try {
    return operations[name].run(stage, checked);
  } catch (raised) {
    const error = asDynamoDbError(raised);
    if (!(error instanceof DynamoDbError) || error.name !== 'ConditionalCheckFailedException' || onFailure !== 'ALL_OLD') throw error;
    const table = stage.tableOf(String(checked.TableName));
    const Item = rows.get(table, createKey((checked.Key ?? checked.Item) as StoredItem, table));
    throw new DynamoDbError(error.name, error.message, Item && { Item });
  }
}
