import * as z from 'zod';
import { isNotPossible } from '../../domain/cases/move.ts';
import { PersonId } from '../../domain/identifiers.ts';
import { escalate } from '../../domain/returns/escalate.ts';
import { wasEscalated } from '../../domain/sla/answer-ring.ts';
import { type Cases, cases } from '../adapters/cases.ts';
import { log } from '../runtime/logger.ts';
import { task } from '../runtime/task.ts';
import { EscalationCall } from './escalation-call.ts';

interface Deps {
  readonly cases: Pick<Cases, 'read' | 'log' | 'move'>;
}

/** Writes down who was told, once per ring: the next rungs pass over those who have heard. Throws Overtaken when the case just moved. */
export const { handler, run } = task({
  input: z.object({ call: EscalationCall }),
  output: z.object({ people: z.array(PersonId) }),
  connect: (): Deps => ({ cases: cases() }),
  run: async ({ call }, { cases }, { now }) => {
    const { caseId, clockId, measure, rung, action, people, how } = call;
    const subject = await cases.read(caseId);
    if (!subject || wasEscalated(call, await cases.log(caseId))) return { people };
    const move = escalate(subject, { clockId, measure, rung, action, people, how }, now);
    if (isNotPossible(move)) return { people };
    await cases.move(subject, move);
    log('clock escalated', { caseId, clockId, count: people.length });
    return { people };
  },
});
