import { validationException } from './dynamodb-error.ts';
import { itemSize, MAX_ITEM_SIZE } from './item-size.ts';
import type { StagedWrite } from './staged-store.ts';
import { indexesOf } from './table-definition.ts';

function checkIndexKeys({ table, after = {} }: StagedWrite): void {
  for (const { IndexName, KeySchema } of indexesOf(table))
    for (const { AttributeName } of KeySchema) {
      const value = after[AttributeName];
      const type = table.AttributeDefinitions.find((definition) => definition.AttributeName === AttributeName)?.AttributeType ?? '';
      if (value && value[type] === undefined)
        throw validationException(
          `One or more parameter values were invalid: Type mismatch for Index Key ${AttributeName} Expected: ${type} Actual: ${Object.keys(value)[0]} IndexName: ${IndexName}`,
        );
      if (value && value[type] === '')
        throw validationException(
          'One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key ' +
            `attribute cannot contain an empty string value. IndexName: ${IndexName}, IndexKey: ${AttributeName}`,
        );
    }
}

/** Refuses what dynalite lets through: items above 400 KB in bytes, and index keys that are empty or of another type. */
export function checkWrites(writes: StagedWrite[]): void {
  for (const write of writes) {
    if (write.after && itemSize(write.after) > MAX_ITEM_SIZE) throw validationException('Item size has exceeded the maximum allowed size');
    checkIndexKeys(write);
  }
}
