/** Why one action of a cancelled transaction was, or was not, to blame. */
export interface CancellationReason {
  Code: string;
  Message?: string;
  Item?: object;
}

interface Details {
  CancellationReasons?: CancellationReason[];
  Item?: object;
}

/** An error as callers of the AWS SDK v3 see it: they look at `name`, `CancellationReasons` and `Item`. */
export class DynamoDbError extends Error {
  readonly $fault = 'client';
  readonly $metadata = { httpStatusCode: 400, attempts: 1, totalRetryDelay: 0 };
  declare readonly CancellationReasons?: CancellationReason[];
  declare readonly Item?: object;

  constructor(name: string, message: string, details: Details = {}) {
    super(message);
    this.name = name;
    Object.assign(this, details);
  }
}

interface DynaliteError {
  statusCode: number;
  body: { __type: string; message?: string; Message?: string };
}

const isDynaliteError = (error: unknown): error is DynaliteError =>
  error instanceof Error && 'statusCode' in error && 'body' in error && typeof error.body === 'object';

/** Turns an error of dynalite into the one that the SDK would throw; anything else is a defect of ours and stays as it is. */
export function asDynamoDbError(error: unknown): unknown {
  if (!isDynaliteError(error)) return error;
  const { __type, message, Message } = error.body;
  return new DynamoDbError(__type.split('#').at(-1) ?? __type, message ?? Message ?? '');
}

/** A request that DynamoDB refuses before it looks at any item. */
export const validationException = (message: string) => new DynamoDbError('ValidationException', message);
