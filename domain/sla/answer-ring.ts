import type { RungCall } from '../clocks/sla-clock-item.ts';
import { personIdOf } from '../identifiers.ts';
import { recipientsOf } from './ladder.ts';
import { type Colleagues, type Reach, reachOf } from './reach.ts';
import { type SlaInput, type SlaStretch, slaClocks } from './sla-clock.ts';
import type { SlaMeasure } from './sla-measure.ts';
import { editionAt } from './sla-terms.ts';
import { instantOf } from './working-time.ts';

/** A ring of the ladder as the log tells it; `version` is its record's. */
export interface Ring {
  readonly measure: SlaMeasure;
  readonly rung: string;
  readonly version: number;
  readonly rangAt: Date;
  readonly call: RungCall;
}

/** Why a ring asks nothing of anybody any more, or whom it reaches. */
export type RingAnswer =
  | { readonly outcome: 'answered' | 'acknowledged' | 'escalated' }
  | {
      readonly outcome: 'reached' | 'nobody';
      readonly people: readonly string[];
      readonly how: Reach['how'];
      readonly lastResort: readonly string[];
    };

/** Finds whom a ring is for, by person id: those in reach when it rang. `nobody`: only the last resort is left. */
export function answerRing(ring: Ring, input: SlaInput, colleagues: Omit<Colleagues, 'fallback'>): RingAnswer {
  if (wasEscalated(ring, input.records)) return { outcome: 'escalated' };
  const stretch = stretchOf(ring, input);
  if (!stretch) return { outcome: 'answered' };
  const notifies = ring.call.action === 'notify' || ring.call.action === 'acknowledge';
  if (notifies && stretch.clock.acknowledgedAt !== undefined) return { outcome: 'acknowledged' };
  const policy = editionAt(input.editions, instantOf(ring.rangAt))?.policy;
  const everybody = { ...colleagues, fallback: policy?.fallback ?? [] };
  // A rung that no policy knows any more goes to those whom it called.
  const reach = (): Reach => reachOf({ ...ring.call, at: ring.rung }, [], [], everybody, ring.rangAt);
  const { people, how } = recipientsOf(ring.rung, stretch, policy?.ladder ?? [], everybody, ring.rangAt) ?? reach();
  const ids = people.map(({ email }) => personIdOf(email));
  return { outcome: how === 'fallback' || ids.length === 0 ? 'nobody' : 'reached', people: ids, how, lastResort: everybody.fallback };
}

/** Was this very ring carried out? A later stretch of the same measure rings the same rung anew, with a later record. */
export function wasEscalated(
  { measure, rung, version }: Pick<Ring, 'measure' | 'rung' | 'version'>,
  records: SlaInput['records'],
): boolean {
  return records.some(
    ({ type, version: later, data }) => type === 'sla.escalated.v1' && later > version && data.measure === measure && data.rung === rung,
  );
}

/** The stretch that the ring belongs to, while somebody still owes the answer. */
function stretchOf({ measure, version }: Ring, input: SlaInput): SlaStretch | undefined {
  const newest = slaClocks(input).find(({ clock }) => clock.measure === measure);
  return newest && newest.run.version <= version && newest.clock.stoppedAt === undefined ? newest : undefined;
}
