/** An error as an AWS SDK client throws it: callers look at `name` and `$metadata`. */
export interface ServiceError extends Error {
  readonly $fault: 'client' | 'server';
  readonly $metadata: { readonly httpStatusCode: number; readonly attempts: number };
}

/** Builds what the service would have answered; `more` adds members such as `CancellationReasons`. */
export function serviceError(name: string, message: string, status = 400, more: Record<string, unknown> = {}): ServiceError {
  return Object.assign(new Error(message), {
    name,
    $fault: status >= 500 ? ('server' as const) : ('client' as const),
    $metadata: { httpStatusCode: status, attempts: 1 },
    ...more,
  });
}

/** A call whose answer never came, as the SDK's HTTP handler reports it. */
export function timeoutError(what: string): Error {
  return Object.assign(new Error(`${what}: no answer in time`), { name: 'TimeoutError', $metadata: { attempts: 1 } });
}
