import { itemSize as dynaliteSize } from 'dynalite/db/index.js';
import type { StoredItem, StoredValue } from './attribute-values.ts';

const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0);

function valueSize(value: StoredValue): number {
  const [[type, member] = ['NULL', true]] = Object.entries(value);
  if (type === 'S') return Buffer.byteLength(member as string);
  if (type === 'SS') return sum((member as string[]).map((text) => Buffer.byteLength(text)));
  if (type === 'M') return 3 + itemSize(member as StoredItem) + Object.keys(member as StoredItem).length;
  if (type === 'L') return 3 + sum((member as StoredValue[]).map((element) => 1 + valueSize(element)));
  return dynaliteSize({ '': value });
}

/** Bytes of an item as DynamoDB counts them. dynalite counts UTF-16 units, which lets an item of non-ASCII text grow past the limit. */
export function itemSize(item: StoredItem): number {
  return sum(Object.entries(item).map(([name, value]) => Buffer.byteLength(name) + valueSize(value)));
}

/** The largest item, in bytes. */
export const MAX_ITEM_SIZE = 400 * 1024;

/** The largest transaction, in bytes over all its items. */
export const MAX_TRANSACTION_SIZE = 4 * 1024 * 1024;
