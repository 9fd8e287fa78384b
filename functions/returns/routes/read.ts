import { LocaleQuery } from '../../runtime/reader.ts';
import { route } from '../../runtime/route.ts';
import { type OwnDeps, ownReturn, shown } from '../own-return.ts';
import { ReturnView } from '../return-view.ts';

/** Where a return stands, with its whole story. */
export const read = route({
  method: 'GET',
  path: '/v1/returns/{caseId}',
  summary: 'See where a return stands',
  caller: 'customer',
  query: LocaleQuery,
  answers: { 200: ReturnView, 404: 'No such return with this order' },
  run: async (request, deps: OwnDeps) => await shown(await ownReturn(request, deps.cases), request, deps),
});
