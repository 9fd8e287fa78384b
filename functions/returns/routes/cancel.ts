import * as z from 'zod';
import { cancel as takeBack } from '../../../domain/returns/return-lifecycle.ts';
import type { People } from '../../adapters/people.ts';
import { newId } from '../../runtime/random.ts';
import { LocaleQuery } from '../../runtime/reader.ts';
import { route } from '../../runtime/route.ts';
import { changeOwn, type OwnDeps } from '../own-return.ts';
import { ReturnView } from '../return-view.ts';

type Deps = OwnDeps & { readonly people: Pick<People, 'texts' | 'textItem'> };

/** Takes a request back while nothing has arrived. */
export const cancel = route({
  method: 'POST',
  path: '/v1/returns/{caseId}/cancel',
  summary: 'Take the request back',
  caller: 'customer',
  body: z.strictObject({ reason: z.string().max(2000).optional() }),
  query: LocaleQuery,
  answers: { 200: ReturnView, 404: 'No such return with this order', 409: 'Not possible now', 410: 'The return has ended' },
  run: async (request, deps: Deps) => {
    const { body, now, params } = request;
    const text = { textId: newId(), kind: 'message' as const, text: body.reason ?? '', at: now.toISOString(), by: 'customer' };
    const extra = body.reason?.trim() ? [deps.people.textItem(params.caseId ?? '', text)] : [];
    return await changeOwn(request, deps, (before) => takeBack(before, { by: 'customer' }, now), extra);
  },
});
