import * as z from 'zod';
import { isNotPossible } from '../../domain/cases/move.ts';
import { ClaimLost } from '../../domain/errors.ts';
import { CaseId } from '../../domain/identifiers.ts';
import { waitFor } from '../../domain/returns/case-care.ts';
import { Question } from '../../domain/returns/questions.ts';
import { cases } from '../adapters/cases.ts';
import { vault } from '../adapters/vault.ts';
import { task } from '../runtime/task.ts';

/**
 * Stores the step's token and logs `step.waiting`, in one transaction. Also when the case answers already: whoever hears
 * `step.waiting` resumes, so that there is one way to resume. Throws ClaimLost when another execution holds the case.
 */
export const { handler, run } = task({
  input: z.object({ caseId: CaseId, execution: z.string(), question: Question, taskToken: z.string() }),
  output: z.object({}),
  connect: () => ({ cases: cases(), vault: vault() }),
  run: async ({ caseId, execution, question, taskToken }, { cases, vault }, { now }) => {
    const stored = vault.storeItem(caseId, { question, token: taskToken, execution, storedAt: now.toISOString() });
    const outcome = await cases.change(caseId, (before) => waitFor(before, { question, execution }, now), [stored], { execution });
    if (!outcome || isNotPossible(outcome)) throw new ClaimLost(caseId);
    return {};
  },
});
