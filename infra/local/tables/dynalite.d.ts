// The parts of dynalite 4.0.0 that the local tables stand on; the package ships no types.

declare module 'dynalite/db/index.js' {
  interface KeyElement {
    AttributeName: string;
    KeyType: string;
  }
  /** Encodes a key as `hash prefix/hash/range/`, in DynamoDB's order when compared bytewise. */
  export function createKey(item: object, table: object, keySchema?: KeyElement[]): string;
  export function createIndexKey(item: object, table: object, keySchema: KeyElement[]): string;
  export function validateKey(key: object, table: object): Error | undefined;
  export function validateItem(item: object, table: object): Error | undefined;
  export function validationError(message: string): Error;
  export function toRangeStr(value: object): string;
  export function itemSize(item: object): number;
}

declare module 'dynalite/validations/index.js' {
  export function checkTypes(data: object, types: object): Record<string, unknown>;
  export function checkValidations(data: object, types: object, custom: unknown, store: object): void;
}

declare module 'dynalite/validations/*' {
  export const types: object;
  export const custom: ((data: object, store: object) => string | undefined) | undefined;
}

declare module 'dynalite/actions/*' {
  const action: (store: object, data: object, callback: (error: unknown, result?: object) => void) => void;
  export = action;
}
