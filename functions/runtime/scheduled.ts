import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { connected, wrapped } from './wrapped.ts';

const Tick = z.object({ id: z.string(), time: z.iso.datetime() });

export interface Scheduled<D> {
  connect(): D;
  run(context: { readonly now: Date }, deps: D): Promise<void>;
}

/** Wraps the target of a schedule. "Now" is data: the event's time, so that a repeated or late tick means the same minute. */
export function scheduled<D>(definition: Scheduled<D>): {
  handler: (event: unknown, context: Context) => Promise<void>;
  run: Scheduled<D>['run'];
} {
  const deps = connected(definition.connect);
  const handler = wrapped<unknown, void>(
    {
      done: 'schedule done',
      failed: 'schedule failed',
      traceOf: (event, context) => Tick.safeParse(event).data?.id ?? context.awsRequestId ?? '-',
    },
    async (event) => await definition.run({ now: new Date(Tick.parse(event).time) }, deps()),
  );
  return { handler, run: definition.run };
}
