import type { Because } from '../cases/because.ts';
import { statusesOf, storyOf } from './case-story.ts';
import type { SlaInput } from './sla-clock.ts';
import { runsOf } from './sla-runs.ts';
import { editionAt, type SlaEdition, termsAt } from './sla-terms.ts';
import type { CaseFacts } from './target-for.ts';
import { aroundTheClock, instantOf, latest, millisecondsOf, type WorkingTime } from './working-time.ts';

/** What a case needs so that its customer is not left in silence. `wakeAt`: when to look again. */
export type SilenceNeeds =
  | { readonly needs: 'nothing'; readonly wakeAt?: string }
  /** The customer has not heard yet that we have the request. */
  | { readonly needs: 'acknowledgement' }
  /** No date stands: tell this one. */
  | { readonly needs: 'promise'; readonly promisedBy: string }
  /** The one automatic message of this promise, with its reason and the new date. The first date still counts. */
  | { readonly needs: 'holding'; readonly promisedBy: string; readonly because: Because }
  /** The automatic message was used up: a person writes. */
  | { readonly needs: 'person'; readonly because: Because };

/** In these the date is the customer's own to keep, and a clock of its own reminds them. */
const customersTurn: ReadonlySet<string> = new Set(['awaiting-customer', 'awaiting-parcel']);
/** Without a target for promises. */
const unlessSet = 'P2D';

/** Looks at one case. Follows from its log alone, so that asking twice sends nothing twice. */
export function guardSilence({ records, facts, editions, now }: SlaInput): SilenceNeeds {
  const story = storyOf(records);
  const over = story.findLast(({ what }) => what === 'ended' || what === 'dropped' || what === 'reopened');
  if (story.length === 0 || (over && over.what !== 'reopened')) return { needs: 'nothing' };
  if (!story.some(({ what }) => what === 'greeted' || what === 'answered')) return { needs: 'acknowledgement' };
  const status = statusesOf(story).at(-1)?.status ?? 'requested';
  if (customersTurn.has(status) || (status === 'awaiting-payout' && lacksAccount(records))) return { needs: 'nothing' };
  const open = runsOf('promise-kept', story, facts.kind).findLast((run) => !run.stoppedAt)?.promise;
  const on = instantOf(now);
  if (!open) return { needs: 'promise', promisedBy: promiseFrom(on, facts, editions) };
  const { lead, extendBy } = editionAt(editions, on)?.policy.silence ?? { lead: 'PT4H', extendBy: 'P1D' };
  const wakeAt = instantOf(Date.parse(open.by) - millisecondsOf(lead));
  if (on < wakeAt) return { needs: 'nothing', wakeAt };
  if (open.heldAt) return { needs: 'person', because: { code: 'promise-needs-person', values: { until: open.by } } };
  const later = aroundTheClock.after(latest(open.by, on), millisecondsOf(extendBy));
  const promisedBy = calendarOf(facts, editions, on).opening(later);
  return { needs: 'holding', promisedBy, because: holdingReason(status, promisedBy) };
}

/** Has the customer not said yet where a payout shall go? Then a clock of its own asks them, and in the end a person does. */
function lacksAccount(records: SlaInput['records']): boolean {
  const [last] = records.filter(({ type }) => aboutAccounts.test(type)).sort((a, b) => b.version - a.version);
  return last?.type.startsWith('payout.needed') ?? false;
}
const aboutAccounts = /^payout\.(needed|details-given)\b/;

/** The date to tell when a case, or its next step, begins: so much working time from now as the policy promises. */
export function promiseFrom(on: string, facts: CaseFacts, editions: readonly SlaEdition[]): string {
  const terms = termsAt('promise-kept', editions, facts, [], on);
  return calendarOf(facts, editions, on).after(on, terms?.work ?? millisecondsOf(unlessSet));
}

/** When we are back, if that is not now: so much an acknowledgement adds outside working hours. */
export function backAtOf(on: Date, facts: CaseFacts, editions: readonly SlaEdition[]): string | undefined {
  const at = instantOf(on);
  const backAt = calendarOf(facts, editions, at).opening(at);
  return backAt === at ? undefined : backAt;
}

/** What the acknowledgement says: the date, and outside working hours when we are back. */
export function acknowledgementOf(on: Date, promisedBy: string, calendar: WorkingTime): Because {
  const at = instantOf(on);
  const backAt = calendar.opening(at);
  if (backAt === at) return { code: 'acknowledged', values: { until: promisedBy } };
  return { code: 'acknowledged-closed', values: { until: promisedBy, back: backAt } };
}

function calendarOf(facts: CaseFacts, editions: readonly SlaEdition[], on: string): WorkingTime {
  const terms = termsAt('promise-kept', editions, facts, [], on) ?? termsAt('first-response', editions, facts, [], on);
  return terms?.calendar ?? aroundTheClock;
}

function holdingReason(status: string, until: string): Because {
  if (status === 'requested' || status === 'awaiting-approval') return { code: 'holding-decision', values: { until } };
  if (status === 'received') return { code: 'holding-inspection', values: { until } };
  return { code: 'holding-refund', values: { until } };
}
