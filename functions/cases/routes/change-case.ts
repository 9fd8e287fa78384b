import * as z from 'zod';
import { prioritise } from '../../../domain/returns/deadline-care.ts';
import { Priority } from '../../../domain/returns/return-case.ts';
import { route } from '../../runtime/route.ts';
import { type CaseDesk, changeCase as change } from '../case-desk.ts';
import { CaseView } from '../case-view.ts';

/** Changes what a case says about itself. Time already spent on its deadlines is kept. */
export const changeCase = route({
  method: 'PATCH',
  path: '/v1/agent/cases/{caseId}',
  summary: 'Change the priority of a case, at the version that you have seen',
  caller: 'agent',
  body: z.strictObject({ version: z.int().min(1), priority: Priority.optional() }),
  answers: { 200: CaseView, 404: 'No such case', 409: 'The case changed meanwhile', 410: 'The case has ended' },
  run: async (request, desk: CaseDesk) => {
    const { version, priority } = request.body;
    return await change(request, desk, (before) => prioritise(before, { version, priority, by: request.caller.personId }, request.now));
  },
});
