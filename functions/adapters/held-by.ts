import type { Move, NotPossible } from '../../domain/cases/move.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { notPossible } from '../../domain/returns/transition.ts';

/** A move for the execution that holds the case; for any other one it is not possible (`overtaken`). */
export function heldBy(execution: string, decide: (before: ReturnCase) => Move | NotPossible): (before: ReturnCase) => Move | NotPossible {
  return (before) => (before.execution === execution ? decide(before) : notPossible('overtaken'));
}
