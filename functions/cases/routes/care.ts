import * as z from 'zod';
import { personIdOf } from '../../../domain/identifiers.ts';
import { personByEmail, Role } from '../../../domain/people/people-policy.ts';
import { addNote, assign as give, restart as startAgain } from '../../../domain/returns/case-care.ts';
import { finishTask } from '../../../domain/returns/finish-task.ts';
import { sendMessage } from '../../../domain/returns/messages.ts';
import { wrongContent } from '../../runtime/problem.ts';
import { route } from '../../runtime/route.ts';
import { type CaseDesk, changeCase, staffOf, textBy } from '../case-desk.ts';
import { CaseView } from '../case-view.ts';

const answers = { 200: CaseView, 404: 'No such case' };
const Text = z
  .string()
  .max(5000)
  .refine((text) => text.trim() !== '', 'Write something: the text is empty.');

/** Mailed to the customer; the text stays in `people`. */
export const message = route({
  method: 'POST',
  path: '/v1/agent/cases/{caseId}/messages',
  summary: 'Write to the customer; with `waitFor` the case waits for their answer',
  caller: 'agent',
  body: z.strictObject({ text: Text, waitFor: z.literal('customer').optional() }),
  answers,
  run: async (request, desk: CaseDesk) => {
    const text = textBy(request, 'message', request.body.text);
    return await changeCase(
      request,
      desk,
      (before) => sendMessage(before, { textId: text.textId, by: text.by, waitFor: request.body.waitFor }, request.now),
      (_move, before) => [desk.people.textItem(before.caseId, text)],
    );
  },
});

export const note = route({
  method: 'POST',
  path: '/v1/agent/cases/{caseId}/notes',
  summary: 'Note something for colleagues; the customer never reads it',
  caller: 'agent',
  body: z.strictObject({ text: Text }),
  answers,
  run: async (request, desk: CaseDesk) => {
    const text = textBy(request, 'note', request.body.text);
    return await changeCase(
      request,
      desk,
      (before) => addNote(before, { textId: text.textId, by: text.by }, request.now),
      (_move, before) => [desk.people.textItem(before.caseId, text)],
    );
  },
});

/** Where tasks go that are nobody's in particular. */
const everybody = ['agents'];

export const assign = route({
  method: 'POST',
  path: '/v1/agent/cases/{caseId}/assign',
  summary: 'Give the case to a colleague (address), a team or a role',
  caller: 'agent',
  body: z.strictObject({ to: z.string().min(1).max(320) }),
  answers: { ...answers, 422: 'No such colleague, team or role' },
  run: async (request, desk: CaseDesk) => {
    const { body, caller, now } = request;
    const staff = await staffOf(desk, now);
    const person = personByEmail(staff, body.to);
    const groups = [...new Set([...Role.options, ...everybody, ...staff.flatMap(({ team }) => team ?? [])])];
    if (!person && !groups.includes(body.to))
      throw wrongContent([{ pointer: '/to', message: `Name a colleague by address, or one of ${groups.join(', ')}.` }]);
    const to = person ? personIdOf(person.email) : body.to;
    return await changeCase(request, desk, (before) => give(before, { to, by: caller.personId }, now));
  },
});

/** Starts the workflow again where the case stands; the stopped execution can no longer touch it. */
export const restart = route({
  method: 'POST',
  path: '/v1/agent/cases/{caseId}/restart',
  summary: 'Restart the workflow of a case that stopped',
  caller: 'agent',
  body: z.strictObject({}),
  answers: { ...answers, 409: 'Not possible now', 410: 'The case has ended' },
  run: async (request, desk: CaseDesk) =>
    await changeCase(request, desk, (before) => startAgain(before, { by: request.caller.personId }, request.now)),
});

/** What a case was still a task for after its end is done; the list of what is to do shows it no more. */
export const done = route({
  method: 'POST',
  path: '/v1/agent/cases/{caseId}/done',
  summary: 'Mark the task of a case that has ended as done; the task of an open case ends with its next step, or with `restart`',
  caller: 'agent',
  body: z.strictObject({}),
  answers: { ...answers, 409: 'The case is still open', 410: 'The case has ended and has no task' },
  run: async (request, desk: CaseDesk) =>
    await changeCase(request, desk, (before) => finishTask(before, { by: request.caller.personId }, request.now)),
});
