import * as z from 'zod';
import { isNotPossible } from '../../domain/cases/move.ts';
import { CaseId } from '../../domain/identifiers.ts';
import { hasEnded } from '../../domain/returns/return-case.ts';
import { close } from '../../domain/returns/return-lifecycle.ts';
import { cases } from '../adapters/cases.ts';
import { heldBy } from '../adapters/held-by.ts';
import { task } from '../runtime/task.ts';

const Closing = z.object({ status: z.enum(['closed', 'overtaken']) });

/** Something is still expected or owed, so the workflow should not have come here: a person looks. */
class NotClosable extends Error {
  override name = 'NotClosable';
}

/** Closes a return in which everything is settled. Throws NotClosable when it is not. */
export const { handler, run } = task({
  input: z.object({ caseId: CaseId, execution: z.string() }),
  output: Closing,
  connect: () => ({ cases: cases() }),
  run: async ({ caseId, execution }, { cases }, { now }): Promise<z.infer<typeof Closing>> => {
    const outcome = await cases.change(
      caseId,
      heldBy(execution, (before) => close(before, {}, now)),
      [],
      { execution },
    );
    if (!outcome || 'refused' in outcome) return { status: 'overtaken' };
    if (!isNotPossible(outcome)) return { status: 'closed' };
    const { status, execution: holder } = outcome.current;
    if (holder !== execution || hasEnded(status)) return { status: status === 'closed' ? 'closed' : 'overtaken' };
    throw new NotClosable(outcome.notPossible.code);
  },
});
