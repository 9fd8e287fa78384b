import type { SlaMeasure } from './sla-measure.ts';
import type { Terms } from './sla-terms.ts';

/** A stretch in which a run ticked under one set of terms. */
export interface Piece {
  readonly from: string;
  readonly to: string;
  readonly terms: Terms;
}

/** How a run went: when it ticked and whether it still does. */
export interface Course {
  readonly pieces: readonly Piece[];
  readonly ticking: boolean;
}

interface Facts {
  readonly measure: SlaMeasure;
  readonly from: string;
  readonly to: string;
  readonly stopped: boolean;
  readonly gaps: readonly { readonly from: string; readonly to: string }[];
  readonly statuses: readonly { readonly from: string; readonly status: string }[];
  readonly changes: readonly string[];
  readonly terms: (at: string) => Terms | undefined;
}

/** Money, decisions and dates wait for nobody: only answering and resolving stand still in the statuses that policy names. */
const pausable: ReadonlySet<SlaMeasure> = new Set(['first-response', 'next-response', 'resolution']);

/** Cuts the time from start to end (or now) into pieces. */
export function courseOf(facts: Facts): Course {
  const { from, to, stopped, gaps, statuses, changes } = facts;
  const cuts = [...gaps.flatMap((gap) => [gap.from, gap.to]), ...statuses.map((span) => span.from), ...changes];
  const edges = [...new Set([from, ...cuts.filter((cut) => from < cut && cut < to), to])].sort();
  const pieces: Piece[] = [];
  let last: Terms | undefined;
  for (let index = 0; index + 1 < edges.length; index += 1) {
    const [start, end] = [edges[index]!, edges[index + 1]!];
    const terms = ticks(facts, start);
    const before = pieces.at(-1);
    if (terms && before && last && continues(last, terms) && before.to === start) pieces[pieces.length - 1] = { ...before, to: end };
    else if (terms) pieces.push({ from: start, to: end, terms });
    last = terms;
  }
  const now = stopped ? undefined : ticks(facts, to);
  const open = pieces.at(-1);
  if (now && !(open && open.to === to && continues(open.terms, now))) pieces.push({ from: to, to, terms: now });
  return { pieces, ticking: now !== undefined };
}

/** The working milliseconds spent, each piece on its own calendar. */
export function spentOf({ pieces }: Course): number {
  return pieces.reduce((sum, { from, to, terms }) => sum + terms.calendar.between(from, to), 0);
}

/**
 * When the run reaches so much work, looking back and ahead; undefined while it stands still before that. Terms that changed count
 * from their change on: nothing falls due before the change that made it due.
 */
export function reachedAt({ pieces, ticking }: Course, work: number): string | undefined {
  const current = pieces.at(-1);
  if (!current) return undefined;
  let spent = 0;
  for (const piece of pieces) {
    const { calendar } = piece.terms;
    const at = calendar.after(piece.from, work - spent);
    const last = piece === current;
    if (sameTerms(piece.terms, current.terms) && (at < piece.to || (last && (ticking || at <= piece.to)))) return at;
    spent += calendar.between(piece.from, piece.to);
  }
  return undefined;
}

/** The work that a run has done, or will have done, by an instant. */
export function workBy({ pieces }: Course, at: string): number {
  return pieces.reduce((sum, { from, to, terms }, index) => {
    const end = index === pieces.length - 1 || at < to ? at : to;
    return sum + terms.calendar.between(from, end);
  }, 0);
}

/** Do both ask for the same? A new edition of a calendar by the same name is no change of terms. */
export function sameTerms(a: Terms, b: Terms): boolean {
  const [one, other] = [a.chosen.target, b.chosen.target];
  return a.work === b.work && one.calendar === other.calendar;
}

function continues(a: Terms, b: Terms): boolean {
  return sameTerms(a, b) && a.calendar === b.calendar;
}

function ticks({ measure, gaps, statuses, terms }: Facts, at: string): Terms | undefined {
  if (gaps.some((gap) => gap.from <= at && at < gap.to)) return undefined;
  const current = terms(at);
  const status = statuses.filter(({ from }) => from <= at).at(-1)?.status;
  return current && pausable.has(measure) && status !== undefined && current.pauseOn.includes(status) ? undefined : current;
}
