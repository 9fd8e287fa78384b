import * as z from 'zod';
import { isNotPossible, type Move, type NotPossible } from '../../domain/cases/move.ts';
import { CaseId } from '../../domain/identifiers.ts';
import { assign, stop } from '../../domain/returns/case-care.ts';
import { raisePriority } from '../../domain/returns/escalate.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { notPossible } from '../../domain/returns/transition.ts';
import { type Cases, cases } from '../adapters/cases.ts';
import { log } from '../runtime/logger.ts';
import { task } from '../runtime/task.ts';
import { EscalationCall } from './escalation-call.ts';

const Act = z.discriminatedUnion('act', [
  z.object({ act: z.enum(['hand-over', 'reassign', 'raise-priority']), call: EscalationCall }),
  z.object({ act: z.literal('nobody-told'), call: z.object({ caseId: CaseId }) }),
]);
type Act = z.infer<typeof Act>;

/** Does to the case what a rung asks for. Safe to repeat: what is so already is left as it is. */
export const { handler, run } = task({
  input: Act,
  output: z.object({ done: z.boolean() }),
  connect: (): { readonly cases: Pick<Cases, 'change'> } => ({ cases: cases() }),
  run: async (asked, { cases }, { now }) => {
    const { caseId } = asked.call;
    const outcome = await cases.change(caseId, (before) => moveFor(asked, before, now));
    const done = outcome !== undefined && !isNotPossible(outcome);
    if (done && (asked.act === 'hand-over' || asked.act === 'nobody-told')) log('handed to a person', { caseId });
    return { done };
  },
});

function moveFor(asked: Act, before: ReturnCase, now: Date): Move | NotPossible {
  switch (asked.act) {
    case 'hand-over': {
      // Whoever has the task already keeps it, with its reason.
      if (before.task) return notPossible('already-stopped');
      const reason = { code: 'nobody-in-reach', values: { measure: asked.call.measure, until: asked.call.dueAt } };
      return stop(before, { reason, owner: asked.call.lastResort }, now);
    }
    case 'nobody-told':
      if (before.task) return notPossible('already-stopped');
      return stop(before, { reason: { code: 'nobody-told', values: {} }, owner: 'supervisor' }, now);
    case 'reassign': {
      const [to] = asked.call.people;
      return to === undefined || before.owner === to ? notPossible('nothing-due') : assign(before, { to, by: 'policy' }, now);
    }
    case 'raise-priority':
      return raisePriority(before, { priority: asked.call.priority }, now);
  }
}
