import { createKey, validateKey } from 'dynalite/db/index.js';
import type { StoredItem } from './attribute-values.ts';
import { type CancellationReason, DynamoDbError, validationException } from './dynamodb-error.ts';
import { checkWrites } from './index-keys.ts';
import type { Rows } from './item-rows.ts';
import { itemSize, MAX_TRANSACTION_SIZE } from './item-size.ts';
import { checkRequest, type OperationName, type Request, runChecked } from './single-operations.ts';
import type { Stage } from './staged-store.ts';
import type { TableDefinition } from './table-definition.ts';

// A ConditionCheck is a conditional delete whose deletion is dropped.
const operationOf: Record<string, OperationName> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'DeleteItem',
  Get: 'GetItem',
};

interface TransactionAction {
  kind: string;
  operation: OperationName;
  table: TableDefinition;
  checked: Request;
  onFailure: unknown;
}

function checkAction(stage: Stage, element: Request, kinds: string[]): TransactionAction {
  const [kind = '', ...more] = Object.keys(element);
  const operation = operationOf[kind];
  if (!operation || more.length > 0 || !kinds.includes(kind))
    throw validationException(`TransactItems can only contain one of ${kinds.join(', ')}`);
  const request = element[kind] as Request;
  const required = { Update: 'UpdateExpression', ConditionCheck: 'ConditionExpression' }[kind];
  if (required && request[required] == null)
    throw validationException(`The ${required} parameter is required for ${kind} in a transaction`);
  const { ReturnValuesOnConditionCheckFailure: onFailure, ...rest } = request;
  const checked = checkRequest(stage, operation, rest);
  return { kind, operation, table: stage.tableOf(String(checked.TableName)), checked, onFailure };
}

/** The item that an action is about, or nothing when its key does not fit the table: its own check then says so. */
function itemOf({ table, checked }: TransactionAction): string | undefined {
  const source = (checked.Key ?? checked.Item) as StoredItem;
  const key = Object.fromEntries(table.KeySchema.flatMap(({ AttributeName: name }) => (source[name] ? [[name, source[name]]] : [])));
  return validateKey(key, table) ? undefined : `${table.TableName}/${createKey(key, table)}`;
}

/** Checks all actions of a transaction, each like the single operation it names, and that no two are about the same item. */
export function checkActions(stage: Stage, request: Request, kinds: string[]): TransactionAction[] {
  const elements = request.TransactItems;
  if (!Array.isArray(elements) || elements.length < 1 || elements.length > 100)
    throw validationException(
      "1 validation error detected: Value at 'transactItems' failed to satisfy constraint: " +
        `Member must have length ${Array.isArray(elements) && elements.length > 100 ? 'less than or equal to 100' : 'greater than or equal to 1'}`,
    );
  const actions = elements.map((element) => checkAction(stage, element, kinds));
  const items = actions.flatMap((action) => itemOf(action) ?? []);
  if (new Set(items).size < items.length) throw validationException('Transaction request cannot include multiple operations on one item');
  return actions;
}

function reasonFor(error: unknown): CancellationReason {
  if (!(error instanceof DynamoDbError)) throw error;
  const { message: Message, Item } = error;
  if (error.name === 'ConditionalCheckFailedException') return { Code: 'ConditionalCheckFailed', ...(Item && { Item }), Message };
  if (error.name === 'ValidationException') return { Code: 'ValidationError', Message };
  throw error;
}

/** Runs every action, none seeing another's write, and throws TransactionCanceledException if one of them failed. */
export function runActions(stage: Stage, rows: Rows, actions: TransactionAction[]): Request[] {
  const answers: Request[] = [];
  const reasons = actions.map(({ kind, operation, checked, onFailure }): CancellationReason => {
    const start = stage.staged.length;
    try {
      answers.push(runChecked(stage, rows, operation, checked, onFailure));
      checkWrites(stage.staged.slice(start));
      return { Code: 'None' };
    } catch (error) {
      return reasonFor(error);
    } finally {
      if (kind === 'ConditionCheck') stage.staged.splice(start);
    }
  });
  if (reasons.some(({ Code }) => Code !== 'None'))
    throw new DynamoDbError(
      'TransactionCanceledException',
      `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
      { CancellationReasons: reasons },
    );
  const size = stage.staged.reduce((total, { after }) => total + itemSize(after ?? {}), 0);
  if (size > MAX_TRANSACTION_SIZE) throw validationException('The aggregate size of the items in the transaction exceeds 4 MB');
  return answers;
}
