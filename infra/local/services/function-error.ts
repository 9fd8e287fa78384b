/** How Lambda reports a failed invocation. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** A result of an invocation. */
export type Invocation = { readonly ok: true; readonly output: unknown } | { readonly ok: false; readonly error: FunctionError };

/** What the Node runtime makes of something thrown. */
export function functionErrorOf(thrown: unknown): FunctionError {
  // Errors of a bundle belong to this realm too, but an error-like object is enough.
  if (typeof thrown === 'object' && thrown !== null && 'message' in thrown) {
    const { name, message, stack } = thrown as Error;
    return { errorType: name, errorMessage: message, trace: String(stack ?? '').split('\n') };
  }
  return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
}
