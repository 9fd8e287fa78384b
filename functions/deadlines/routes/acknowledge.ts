import * as z from 'zod';
import { isNotPossible } from '../../../domain/cases/move.ts';
import type { SlaClockItem } from '../../../domain/clocks/sla-clock-item.ts';
import { Overtaken } from '../../../domain/errors.ts';
import { acknowledge as acknowledged } from '../../../domain/returns/deadline-care.ts';
import { say } from '../../../domain/texts/say.ts';
import { Problem } from '../../runtime/problem.ts';
import { route } from '../../runtime/route.ts';
import { deadlineView } from '../clock-view.ts';
import { type DeadlineDesk, type Found, findDeadline } from '../deadline-desk.ts';
import { ClockOfCase } from './look-at-clocks.ts';

const tries = 5;

/** A colleague takes care of it: the clock tells nobody any more, and runs on until the customer has an answer. */
export const acknowledge = route({
  method: 'POST',
  path: '/v1/agent/clocks/{clockId}/acknowledge',
  summary: 'Take care of a deadline: it tells nobody any more, and runs on',
  caller: 'agent',
  body: z.strictObject({}),
  answers: { 200: ClockOfCase, 404: 'There is no such clock', 409: 'The clock does not run', 410: 'The clock has ended' },
  run: async ({ params, caller, now }, desk: DeadlineDesk) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return { status: 200, body: await take(params.clockId ?? '', caller.personId, desk, now) };
      } catch (error) {
        // The case moved on between our read and our write: look again, perhaps somebody has answered.
        if (!(error instanceof Overtaken) || attempt === tries) throw error;
      }
    }
  },
});

async function take(clockId: string, by: string, desk: DeadlineDesk, now: Date): Promise<View> {
  const found = await findDeadline(clockId, desk, now);
  const { subject, deadline } = found;
  if (!deadline) throw notAcknowledged(clockId, subject.clocks);
  const current = shown(found, deadline);
  if (deadline.stoppedAt !== undefined) throw new Problem(410, 'over', 'This clock has ended: nothing is owed any more.', { current });
  if (deadline.acknowledgedAt !== undefined) return current;
  if (deadline.dueAt === undefined) {
    throw new Problem(409, 'not-running', 'This clock stands still; there is nothing to acknowledge now.', { current });
  }
  const move = acknowledged(subject, { clockId, measure: deadline.measure, by }, now);
  if (isNotPossible(move)) throw new Problem(409, 'not-now', say(move.notPossible, 'en'), { current });
  await desk.cases.move(subject, move);
  const after = await findDeadline(clockId, desk, now);
  return after.deadline ? shown(after, after.deadline) : current;
}

type View = z.input<typeof ClockOfCase>;

function shown({ subject, people }: Found, deadline: SlaClockItem): View {
  return { ...deadlineView(deadline, people), caseId: subject.caseId };
}

/** The case's own clocks tell customers, or make a task: there is nobody to stop telling. */
function notAcknowledged(id: string, clocks: readonly { readonly clockId: string; readonly state: string }[]): Problem {
  const own = clocks.find(({ clockId }) => clockId === id);
  if (!own) return new Problem(404, 'not-found', 'There is no such clock.');
  const current = { clockId: id, state: own.state };
  if (own.state === 'stopped') return new Problem(410, 'over', 'This clock has ended.', { current });
  return new Problem(409, 'not-acknowledged', 'This clock tells no colleague, so there is nothing to acknowledge.', { current });
}
