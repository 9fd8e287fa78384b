import type { Move, NotPossible } from '../../domain/cases/move.ts';
import type { Deadlines } from '../../domain/clocks/sla-items.ts';
import { stop } from '../../domain/returns/case-care.ts';
import { greet, holdOff, promise, ringRungs } from '../../domain/returns/deadline-care.ts';
import { ownerOf, type ReturnCase } from '../../domain/returns/return-case.ts';
import { factsOf } from '../../domain/returns/sla-facts.ts';
import { backAtOf } from '../../domain/sla/silence-guard.ts';
import type { SlaEdition } from '../../domain/sla/sla-terms.ts';

/** As many rungs as fit one transaction beside the case and its deadlines; what is left rings right after. */
const atOnce = 40;

/** What is to be done, and whether that leaves something that is to be done right after. */
export interface Duty {
  readonly move: Move | NotPossible;
  readonly more: boolean;
}

/** What the deadlines of a case ask for first: rungs that are due, then a word to a customer who would be left in silence. */
export function nextDuty(
  subject: ReturnCase,
  { due, needs, silence }: Deadlines,
  editions: readonly SlaEdition[],
  now: Date,
): Duty | undefined {
  const word = silence.wakeAt === undefined || silence.wakeAt > now.toISOString() ? undefined : wordTo(subject, needs, editions, now);
  if (due.length > 0)
    return { move: ringRungs(subject, { rungs: due.slice(0, atOnce) }, now), more: due.length > atOnce || word !== undefined };
  return word && { move: word, more: false };
}

function wordTo(
  subject: ReturnCase,
  needs: Deadlines['needs'],
  editions: readonly SlaEdition[],
  now: Date,
): Move | NotPossible | undefined {
  switch (needs.needs) {
    case 'nothing':
      return undefined;
    case 'acknowledgement':
      return greet(subject, { backAt: backAtOf(now, factsOf(subject), editions) }, now);
    case 'promise':
      return promise(subject, needs, now);
    case 'holding':
      return holdOff(subject, needs, now);
    case 'person':
      return stop(subject, { reason: needs.because, owner: ownerOf(subject) ?? 'agents' }, now);
  }
}
