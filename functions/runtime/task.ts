import type { Context } from 'aws-lambda';
import type * as z from 'zod';
import { withRetryName } from './transient.ts';
import { connected, wrapped } from './wrapped.ts';

/** What a task knows besides its input. */
export interface TaskContext {
  readonly now: Date;
}

/** A function that a workflow's step, or a command, calls with an input and that answers with an output. */
export interface Task<I extends z.ZodType, O extends z.ZodType, D> {
  readonly input: I;
  readonly output: O;
  connect(): D;
  run(input: z.output<I>, deps: D, context: TaskContext): Promise<z.input<O>>;
}

type TaskHandler<I extends z.ZodType, O extends z.ZodType> = ((event: unknown, context: Context) => Promise<z.output<O>>) & {
  readonly input: I;
  readonly output: O;
};

/**
 * Wraps a Step Functions task (or a function called by a command): zod in and out, one log line.
 * An error's `name` becomes the error that the workflow retries or catches; input that does not fit is `ZodError`.
 */
export function task<I extends z.ZodType, O extends z.ZodType, D>(
  definition: Task<I, O, D>,
): { handler: TaskHandler<I, O>; run: Task<I, O, D>['run'] } {
  const deps = connected(definition.connect);
  const handler = wrapped<unknown, z.output<O>>(
    { done: 'task done', failed: 'task failed', traceOf: traceOf, fieldsOf: fieldsOf },
    async (event) => {
      const input = definition.input.parse(event);
      const output = await definition.run(input, deps(), { now: new Date() }).catch((error: unknown) => {
        throw withRetryName(error);
      });
      return definition.output.parse(output);
    },
  );
  // What it takes and gives travels with it, so that a release can be compared with the one before.
  return { handler: Object.assign(handler, { input: definition.input, output: definition.output }), run: definition.run };
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** A task started by an event carries that event's trace on; any other one starts its own. */
function traceOf(event: unknown, context: Context): string {
  const given = asRecord(asRecord(event).metadata).traceId ?? asRecord(event).traceId;
  return typeof given === 'string' ? given : (context.awsRequestId ?? '-');
}

function fieldsOf(event: unknown): { caseId?: string } {
  const caseId = asRecord(event).caseId ?? asRecord(asRecord(event).metadata).caseId;
  return typeof caseId === 'string' ? { caseId } : {};
}
