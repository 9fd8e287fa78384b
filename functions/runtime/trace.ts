import { AsyncLocalStorage } from 'node:async_hooks';

const traces = new AsyncLocalStorage<string>();

/** Runs `work` so that every log line and log record below it carries the trace id. */
export function withTrace<T>(traceId: string, work: () => T): T {
  return traces.run(traceId, work);
}

/** The trace id of the invocation that is running, `-` outside of one. */
export function currentTrace(): string {
  return traces.getStore() ?? '-';
}
