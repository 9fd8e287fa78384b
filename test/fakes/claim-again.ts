import type { Move, NotPossible } from '../../domain/cases/move.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { decide } from '../../domain/returns/return-decision.ts';
import { policy, yes } from '../builders/a-return.ts';

/** The claim of a restarted workflow. */
export function claimAgain(execution: string, on: Date): (before: ReturnCase) => Move | NotPossible {
  return (before) => decide(before, { execution, decision: yes, policy }, on);
}
