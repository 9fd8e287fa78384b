import * as z from 'zod';
import { markShipped } from '../../../domain/returns/parcel-lifecycle.ts';
import type { Tracking } from '../../adapters/tracking.ts';
import { LocaleQuery } from '../../runtime/reader.ts';
import { route } from '../../runtime/route.ts';
import { changeOwn, type OwnDeps } from '../own-return.ts';
import { ReturnView } from '../return-view.ts';

type Deps = OwnDeps & { readonly tracking: Pick<Tracking, 'item'> };
const Named = z.string().trim().min(1).max(100);

/** The customer says how the parcel travels; carriers' reports then find the return by the tracking number. */
export const shipped = route({
  method: 'POST',
  path: '/v1/returns/{caseId}/shipped',
  summary: 'Say that the parcel is on its way',
  caller: 'customer',
  body: z.strictObject({ carrier: Named, trackingNumber: Named }),
  query: LocaleQuery,
  answers: { 200: ReturnView, 404: 'No such return with this order', 409: 'Not possible now', 410: 'The return has ended' },
  run: async (request, deps: Deps) => {
    const { body, now } = request;
    return await changeOwn(
      request,
      deps,
      (before) => markShipped(before, body, now),
      (_move, before) => [deps.tracking.item(body.trackingNumber, before.caseId)],
    );
  },
});
