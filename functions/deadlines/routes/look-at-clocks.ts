import * as z from 'zod';
import { CaseId } from '../../../domain/identifiers.ts';
import { SlaMeasure } from '../../../domain/sla/sla-measure.ts';
import { DeadlineState } from '../../adapters/open-deadlines.ts';
import { pageQuery } from '../../runtime/paging.ts';
import { notFound } from '../../runtime/problem.ts';
import { route } from '../../runtime/route.ts';
import { ClockView, deadlineView, lifecycleView } from '../clock-view.ts';
import { type DeadlineDesk, findDeadline } from '../deadline-desk.ts';

export const ClockOfCase = ClockView.extend({ caseId: CaseId }).meta({ id: 'Clock' });

/** Deadlines that nobody has answered, the most urgent first; the index says which, each case's log says how they stand. */
export const listClocks = route({
  method: 'GET',
  path: '/v1/agent/clocks',
  summary: 'Deadlines that are open, at risk or breached, the most urgent first',
  caller: 'agent',
  query: z.object({ state: DeadlineState.default('open'), measure: SlaMeasure.optional(), ...pageQuery }),
  answers: { 200: z.object({ items: z.array(ClockOfCase), nextCursor: z.string().nullable() }) },
  run: async ({ query, now }, desk: DeadlineDesk) => {
    const { state, measure, limit, cursor } = query;
    const after = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString('utf8');
    const found = await desk.deadlines.list({ state, measure, now, after, atMost: limit + 1 });
    const page = found.slice(0, limit);
    const items = await Promise.all(page.map(({ clockId }) => shown(clockId, desk, now)));
    const end = found.length > limit ? page.at(-1) : undefined;
    const nextCursor = end ? Buffer.from(end.dueBy).toString('base64url') : null;
    return { status: 200, body: { items: items.filter((item) => item !== undefined), nextCursor } };
  },
});

/** One clock; looking never changes anything. */
export const showClock = route({
  method: 'GET',
  path: '/v1/agent/clocks/{clockId}',
  summary: 'One clock, only shown',
  caller: 'agent',
  answers: { 200: ClockOfCase, 404: 'There is no such clock' },
  run: async ({ params, now }, desk: DeadlineDesk) => {
    const { subject, deadline, people } = await findDeadline(params.clockId, desk, now);
    const own = subject.clocks.find(({ clockId }) => clockId === params.clockId);
    const view = deadline ? deadlineView(deadline, people) : own && lifecycleView(own, now);
    if (!view) throw notFound('There is no such clock.');
    return { status: 200, body: { ...view, caseId: subject.caseId } };
  },
});

async function shown(clockId: string, desk: DeadlineDesk, now: Date): Promise<z.input<typeof ClockOfCase> | undefined> {
  const { subject, deadline, people } = await findDeadline(clockId, desk, now);
  return deadline && { ...deadlineView(deadline, people), caseId: subject.caseId };
}
