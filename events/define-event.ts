import * as z from 'zod';
import { Instant } from '../domain/identifiers.ts';

/** Where an event comes from. `caseId` names the owner of the log (a case, or the lookup or session whose record it is). */
export const EventMetadata = z.object({
  eventId: z.string(),
  occurredAt: Instant,
  caseId: z.string(),
  version: z.int().min(1),
  traceId: z.string(),
});
export type EventMetadata = z.infer<typeof EventMetadata>;

/** One event: `type` is the bus's detail-type and the log record's type, `detail` the schema of what travels. */
export interface EventDefinition<Type extends string = string, Data extends z.ZodType = z.ZodType> {
  readonly type: Type;
  readonly data: Data;
  readonly detail: z.ZodObject<{ metadata: typeof EventMetadata; data: Data }>;
  /** The EventBridge rule pattern that hears exactly this event. */
  readonly pattern: { readonly source: readonly string[]; readonly detailType: readonly string[] };
  /** The record to be logged; throws ZodError when the data does not fit. */
  record(data: z.input<Data>): { type: Type; data: z.output<Data> };
}

/** Schema, rule pattern and log record of one event, so that publisher, subscriber and infra cannot disagree. */
export function defineEvent<const Name extends string, const Version extends number, Data extends z.ZodType>(
  name: Name,
  version: Version,
  data: Data,
  source = 'redress',
): EventDefinition<`${Name}.v${Version}`, Data> {
  const type = `${name}.v${version}` as const;
  return {
    type,
    data,
    detail: z.object({ metadata: EventMetadata, data }),
    pattern: { source: [source], detailType: [type] },
    record: (input) => ({ type, data: data.parse(input) as z.output<Data> }),
  };
}
