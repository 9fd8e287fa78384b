import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { errorFields, type LogFields, type LogMessage, log } from './logger.ts';
import { withTrace } from './trace.ts';

/** What a kind of function says about an invocation: where its trace id stands, and its words for the log. */
export interface Wrapping<Event> {
  readonly done: LogMessage;
  readonly failed: LogMessage;
  traceOf(event: Event, context: Context): string;
  fieldsOf?(event: Event, result: unknown): LogFields;
}

/** The common outside of every Lambda: middy, trace, one log line per invocation. Errors go on to the caller, with their name. */
export function wrapped<Event, Result>(
  wrapping: Wrapping<Event>,
  handle: (event: Event, context: Context) => Promise<Result>,
): (event: Event, context: Context) => Promise<Result> {
  const handler = middy<Event, Result, Error, Context, { started: number }>({ timeoutEarlyInMillis: 0 })
    .before(({ internal }) => {
      internal.started = performance.now();
    })
    .after(({ event, internal, response }) => {
      log(wrapping.done, { ...wrapping.fieldsOf?.(event, response), durationMs: Math.round(performance.now() - internal.started) });
    })
    .onError(({ event, error }) => {
      log(wrapping.failed, { ...wrapping.fieldsOf?.(event, undefined), ...errorFields(error) });
    })
    .handler(handle);
  return (event, context) =>
    withTrace(wrapping.traceOf(event, context ?? ({} as Context)), async () => (await handler(event, context, {} as never)) as Result);
}

/** Connects once per container, when first needed. */
export function connected<D>(connect: () => D): () => D {
  let deps: { value: D } | undefined;
  return () => {
    deps ??= { value: connect() };
    return deps.value;
  };
}
