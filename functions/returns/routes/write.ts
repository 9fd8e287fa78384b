import * as z from 'zod';
import type { Move, NotPossible } from '../../../domain/cases/move.ts';
import { dispute as disagree, receiveMessage } from '../../../domain/returns/messages.ts';
import type { ReturnCase } from '../../../domain/returns/return-case.ts';
import type { People } from '../../adapters/people.ts';
import { newId } from '../../runtime/random.ts';
import { LocaleQuery } from '../../runtime/reader.ts';
import { route } from '../../runtime/route.ts';
import { changeOwn, type OwnDeps, type OwnRequest } from '../own-return.ts';
import { ReturnView } from '../return-view.ts';

type Deps = OwnDeps & { readonly people: Pick<People, 'texts' | 'textItem'> };
type Decide = (before: ReturnCase, textId: string, now: Date) => Move | NotPossible;

const Written = z.strictObject({
  text: z
    .string()
    .max(5000)
    .refine((text) => text.trim() !== '', 'Write something: the text is empty.'),
});
const answers = { 200: ReturnView, 404: 'No such return with this order' };

/** Keeps the text beside the record that tells of it, in one transaction. */
async function written(
  kind: 'message' | 'dispute',
  decide: Decide,
  request: OwnRequest & { readonly body: { readonly text: string }; readonly now: Date },
  deps: Deps,
) {
  const { body, now } = request;
  const text = { textId: newId(), kind, text: body.text, at: now.toISOString(), by: 'customer' };
  return await changeOwn(
    request,
    deps,
    (before) => decide(before, text.textId, now),
    (_move, before) => [deps.people.textItem(before.caseId, text)],
  );
}

/** The customer writes to the shop. */
export const message = route({
  method: 'POST',
  path: '/v1/returns/{caseId}/messages',
  summary: 'Write to the shop about a return',
  caller: 'customer',
  body: Written,
  query: LocaleQuery,
  answers,
  run: async (request, deps: Deps) =>
    await written('message', (before, textId, now) => receiveMessage(before, { textId }, now), request, deps),
});

/** The customer disagrees; the case becomes a task of whoever looks after it. */
export const dispute = route({
  method: 'POST',
  path: '/v1/returns/{caseId}/dispute',
  summary: 'Disagree with what was decided',
  caller: 'customer',
  body: Written,
  query: LocaleQuery,
  answers,
  run: async (request, deps: Deps) =>
    await written(
      'dispute',
      (before, textId, now) => disagree(before, { textId, owner: before.owner ?? 'supervisor' }, now),
      request,
      deps,
    ),
});
