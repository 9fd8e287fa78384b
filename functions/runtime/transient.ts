/** What a service answers when it is busy or out of reach for a moment; the SDK's own retries are then used up. */
const passing = new Set([
  'InternalServerError',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
  'TransactionConflictException',
  'TransactionInProgressException',
]);

/** A service that this task needs was out of reach for a moment: the workflow tries again. Every task's `Retry` names it. */
export class Unavailable extends Error {
  override name = 'Unavailable';
}

/** A passing error of a service as the one name that workflows retry; any other error as it is. */
export function withRetryName(error: unknown): unknown {
  return error instanceof Error && isPassing(error) ? new Unavailable(error.name, { cause: error }) : error;
}

function isPassing(error: Error): boolean {
  const fault = '$fault' in error && error.$fault === 'server';
  return fault || '$retryable' in error || passing.has(error.name) || hasConflict(error);
}

function hasConflict(error: Error): boolean {
  if (error.name !== 'TransactionCanceledException' || !('CancellationReasons' in error)) return false;
  const codes = new Set((error.CancellationReasons as { Code?: string }[]).map(({ Code }) => Code));
  return codes.has('TransactionConflict') || codes.has('ThrottlingError');
}
