import type { Moment } from './case-story.ts';
import type { SlaMeasure } from './sla-measure.ts';
import type { SlaPolicy } from './sla-policy.ts';
import { type CaseFacts, type ChosenTarget, targetFor } from './target-for.ts';
import { aroundTheClock, type CalendarShelf, instantOf, millisecondsOf, type WorkingTime } from './working-time.ts';

/** A policy with its calendars, and from when it is in force. */
export interface SlaEdition {
  readonly from: string;
  readonly policy: SlaPolicy;
  readonly calendars: CalendarShelf;
}

/** What a measure is held to for a while. Undefined target: the policy promises nothing. */
export interface Terms {
  readonly chosen: ChosenTarget;
  readonly work: number;
  readonly calendar: WorkingTime;
  readonly pauseOn: readonly string[];
}

/** One edition per instant at which the sla policy or the calendars changed, oldest first. */
export function editionsOf(
  policies: readonly { readonly from: string; readonly policy: SlaPolicy }[],
  shelves: readonly { readonly from: string; readonly calendars: CalendarShelf }[],
): SlaEdition[] {
  const first = { from: '', calendars: (): undefined => undefined };
  const instants = [...new Set([...policies, ...shelves].map(({ from }) => instantOf(from)))].sort();
  return instants.flatMap((from) => {
    const policy = newestAt(policies, from)?.policy;
    return policy ? [{ from, policy, calendars: (newestAt(shelves, from) ?? shelves[0] ?? first).calendars }] : [];
  });
}

/** The edition in force at an instant; before the first one, the first. */
export function editionAt(editions: readonly SlaEdition[], at: string): SlaEdition | undefined {
  return newestAt(editions, at) ?? editions[0];
}

/** The facts at an instant, from what they are now and the changes that the log tells. */
export function factsAt(now: CaseFacts, story: readonly Moment[], at: string): CaseFacts {
  const changes = story.filter((moment) => moment.what === 'priority');
  const last = changes.filter((change) => change.at <= at).at(-1);
  return { ...now, priority: last?.now ?? changes[0]?.was ?? now.priority };
}

/** The terms of a measure at an instant. A calendar that is missing counts around the clock: nothing is ever promised later for it. */
export function termsAt(
  measure: SlaMeasure,
  editions: readonly SlaEdition[],
  facts: CaseFacts,
  story: readonly Moment[],
  at: string,
): Terms | undefined {
  const edition = editionAt(editions, at);
  const chosen = edition && targetFor(measure, factsAt(facts, story, at), edition.policy);
  if (!edition || !chosen) return undefined;
  const { duration, calendar } = chosen.target;
  return {
    chosen,
    work: millisecondsOf(duration),
    calendar: edition.calendars(calendar) ?? aroundTheClock,
    pauseOn: edition.policy.pauseOn,
  };
}

/** Instants at which terms may change. */
export function changesOfTerms(editions: readonly SlaEdition[], story: readonly Moment[]): string[] {
  return [...editions.map(({ from }) => instantOf(from)), ...story.filter(({ what }) => what === 'priority').map(({ at }) => at)];
}

function newestAt<T extends { readonly from: string }>(dated: readonly T[], at: string): T | undefined {
  return dated
    .filter(({ from }) => instantOf(from) <= at)
    .sort((a, b) => (instantOf(a.from) < instantOf(b.from) ? -1 : 1))
    .at(-1);
}
