import * as z from 'zod';
import { extend as giveTime } from '../../../domain/returns/return-lifecycle.ts';
import { ReturnPolicy } from '../../../domain/returns/return-policy.ts';
import { type Policies, policyBody } from '../../adapters/policies.ts';
import { LocaleQuery } from '../../runtime/reader.ts';
import { route } from '../../runtime/route.ts';
import { changeOwn, type OwnDeps, ownReturn } from '../own-return.ts';
import { ReturnView } from '../return-view.ts';

type Deps = OwnDeps & { readonly policies: Pick<Policies, 'version'> };

/** More time to send the parcel, as often as the policy of the return allows. */
export const extend = route({
  method: 'POST',
  path: '/v1/returns/{caseId}/extend',
  summary: 'Ask for more time to send the parcel',
  caller: 'customer',
  body: z.strictObject({}),
  query: LocaleQuery,
  answers: { 200: ReturnView, 404: 'No such return with this order', 409: 'Not possible now', 410: 'The return has ended' },
  run: async (request, deps: Deps) => {
    const { policyVersion } = await ownReturn(request, deps.cases);
    const policy = policyBody(ReturnPolicy, await deps.policies.version('returns', policyVersion));
    return await changeOwn(request, deps, (before) => giveTime(before, { policy }, request.now));
  },
});
