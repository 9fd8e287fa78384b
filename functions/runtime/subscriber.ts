import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { type EventDefinition, EventMetadata } from '../../events/define-event.ts';
import { connected, wrapped } from './wrapped.ts';

/** The bus envelope, as EventBridge hands it over. */
export const Envelope = z.object({
  id: z.string(),
  source: z.string(),
  'detail-type': z.string(),
  time: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

/** One of the events that a subscriber hears; `type` tells which. */
export type Heard<E extends readonly EventDefinition[]> = {
  [K in keyof E]: { type: E[K]['type']; metadata: EventMetadata; data: z.output<E[K]['data']> };
}[number];

export interface Subscriber<E extends readonly EventDefinition[], D> {
  readonly hears: E;
  connect(): D;
  run(event: Heard<E>, deps: D, context: { readonly now: Date }): Promise<void>;
}

/**
 * Wraps the Lambda target of a rule. Delivery is at-least-once and unordered: `run` must bear repeats (key: `metadata.eventId`).
 * Events of others (the shop's, AWS's) may come without our metadata; it is then made from the envelope, and the detail is the data.
 */
export function subscriber<const E extends readonly EventDefinition[], D>(
  definition: Subscriber<E, D>,
): { handler: (event: unknown, context: Context) => Promise<void>; run: Subscriber<E, D>['run']; hears: E } {
  const deps = connected(definition.connect);
  const handler = wrapped<unknown, void>(
    { done: 'event handled', failed: 'event failed', traceOf, fieldsOf },
    async (raw) => await definition.run(understand(definition.hears, raw), deps(), { now: new Date() }),
  );
  return { handler, run: definition.run, hears: definition.hears };
}

/** Reads an envelope into the event that it carries. Throws for one that nobody here hears, and ZodError for one that does not fit. */
export function understand<E extends readonly EventDefinition[]>(hears: E, raw: unknown): Heard<E> {
  const envelope = Envelope.parse(raw);
  const definition = hears.find(({ type }) => type === envelope['detail-type']);
  if (!definition) throw new Error(`${envelope['detail-type']} is not heard here`);
  const own = 'metadata' in envelope.detail && 'data' in envelope.detail;
  const data = definition.data.parse(own ? envelope.detail.data : envelope.detail);
  const given = EventMetadata.safeParse(envelope.detail.metadata);
  const foreign = { eventId: envelope.id, occurredAt: envelope.time, caseId: envelope.id, version: 1, traceId: envelope.id };
  if (!given.success && envelope.source === 'redress') throw given.error;
  return { type: definition.type, metadata: given.data ?? foreign, data } as Heard<E>;
}

function traceOf(raw: unknown, context: Context): string {
  const envelope = Envelope.safeParse(raw);
  const metadata = EventMetadata.safeParse(envelope.data?.detail.metadata);
  return metadata.data?.traceId ?? envelope.data?.id ?? context.awsRequestId ?? '-';
}

function fieldsOf(raw: unknown): { type?: string; caseId?: string; eventId?: string } {
  const envelope = Envelope.safeParse(raw);
  if (!envelope.success) return {};
  const metadata = EventMetadata.safeParse(envelope.data.detail.metadata);
  return { type: envelope.data['detail-type'], eventId: metadata.data?.eventId ?? envelope.data.id, ...caseOf(metadata.data) };
}

const caseOf = (metadata: EventMetadata | undefined) => (metadata ? { caseId: metadata.caseId } : {});
