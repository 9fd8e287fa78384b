import * as z from 'zod';
import { Instant } from '../../domain/identifiers.ts';
import { scan } from '../../domain/returns/parcel-lifecycle.ts';
import { type Cases, cases } from '../adapters/cases.ts';
import { secret } from '../adapters/secret.ts';
import { type Seen, seen } from '../adapters/seen.ts';
import { type Tracking, tracking } from '../adapters/tracking.ts';
import { api } from '../runtime/api.ts';
import { readBody } from '../runtime/incoming.ts';
import { log } from '../runtime/logger.ts';
import { Problem } from '../runtime/problem.ts';
import { type RouteRequest, route } from '../runtime/route.ts';
import { settings } from '../runtime/settings.ts';
import { isSigned } from '../runtime/signed-body.ts';

/** A carrier's report on a parcel. */
export const CarrierScan = z.object({
  eventId: z.string().min(1).max(256),
  trackingNumber: z.string().min(1).max(128),
  status: z.string().min(1).max(64),
  at: Instant,
});
type CarrierScan = z.infer<typeof CarrierScan>;

type Signed = Pick<RouteRequest, 'rawBody' | 'header' | 'now'>;

interface Deps {
  readonly cases: Pick<Cases, 'change'>;
  readonly seen: Seen;
  readonly tracking: Pick<Tracking, 'casesOf'>;
  secret(): Promise<string>;
}

const takes = (path: string) =>
  route({
    method: 'POST',
    path,
    summary: 'A carrier reports on a parcel. A delivery is recorded; the goods count as received when a colleague says so.',
    caller: 'anyone',
    headers: ['X-Redress-Signature'],
    answers: {
      200: z.object({ received: z.literal(true) }),
      401: 'The signature is missing, wrong, or older or newer than five minutes.',
      422: 'The report lacks a field.',
    },
    run: async (request, deps: Deps) => {
      const report = signedReport(request, await deps.secret());
      for (const caseId of await deps.tracking.casesOf(report.trackingNumber)) await record(caseId, report, deps, request.now);
      return { status: 200, body: { received: true } };
    },
  });

/** Records carriers' reports on the cases that their parcel belongs to, each once. Unknown parcels are acknowledged: not all are returns. */
export const { handler, routes } = api({
  connect: (): Deps => ({ cases: cases(), seen: seen(), tracking: tracking(), secret: () => secret(settings().carrierSecretName) }),
  routes: [takes('/v1/webhooks/carriers'), takes('/webhooks/carriers')],
});

/** The report, if it was signed; whoever cannot sign learns nothing about the rest. */
function signedReport({ rawBody, header, now }: Signed, key: string): CarrierScan {
  if (isSigned(rawBody, header('x-redress-signature'), key, now)) {
    return readBody(CarrierScan, header('content-type'), Buffer.from(rawBody)) as CarrierScan;
  }
  log('webhook refused', { error: 'signature' });
  throw new Problem(401, 'signature', 'The signature does not fit. Sign `t.body` with the shared secret, and check the clock.');
}

async function record(caseId: string, { eventId, status, at }: CarrierScan, deps: Deps, now: Date): Promise<void> {
  const taken = [deps.seen.item('carrier', `${eventId}#${caseId}`, now)];
  const outcome = await deps.cases.change(caseId, (before) => scan(before, { status, at }, now), taken);
  if (outcome && 'refused' in outcome) log('webhook repeated', { caseId, eventId });
}
