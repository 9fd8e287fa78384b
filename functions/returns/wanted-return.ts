import { ReturnPolicy } from '../../domain/returns/return-policy.ts';
import { checkRequest, type ReturnRequest } from '../../domain/returns/return-request.ts';
import { say } from '../../domain/texts/say.ts';
import type { OrderRecord, Orders } from '../adapters/orders.ts';
import { type Policies, policyBody } from '../adapters/policies.ts';
import type { Uploads } from '../adapters/uploads.ts';
import { type PointedError, Problem, wrongContent } from '../runtime/problem.ts';

export interface WantedDeps {
  readonly orders: Orders;
  readonly policies: Pick<Policies, 'inForce'>;
  readonly uploads: Pick<Uploads, 'read'>;
}

/** What a request is judged by: the order as it stands now, and the policy of the day on which it was placed. */
export interface WantedReturn extends OrderRecord {
  readonly policy: ReturnPolicy;
  readonly policyVersion: number;
}

/** Reads what a request is about and checks it. Throws 404 for an unknown order, 422 with every fault at its pointer, in the reader's language. */
export async function wantedReturn(request: ReturnRequest, deps: WantedDeps, language: string): Promise<WantedReturn> {
  const record = await deps.orders.read(request.orderId);
  if (!record) throw unknownOrder('There is no order of this number. Check it and send it again.');
  if (record.erasedAt) throw new Problem(410, 'erased', 'The data of this order was erased. Nothing can be asked for about it any more.');
  const version = await deps.policies.inForce('returns', record.order.placedAt);
  const policy = policyBody(ReturnPolicy, version);
  const faults = checkRequest(request, record.order, record.counters, policy).map(({ pointer, because }) => ({
    pointer,
    message: say(because, language),
  }));
  const all = [...faults, ...(await photoFaults(request, deps.uploads))];
  if (all.length > 0) throw wrongContent(all);
  return { ...record, policy, policyVersion: version?.version ?? 0 };
}

/** 404 about the body's order: the same for one that does not exist and for somebody else's. */
export function unknownOrder(message = 'Give the number of the order that your code was for.'): Problem {
  return new Problem(404, 'not-found', message, { errors: [{ pointer: '/orderId', message }] });
}

async function photoFaults(request: ReturnRequest, uploads: WantedDeps['uploads']): Promise<PointedError[]> {
  const photos = request.lines.flatMap(({ photos = [] }, line) => photos.map((uploadId, index) => ({ uploadId, line, index })));
  const read = await Promise.all(photos.map(async (photo) => ({ ...photo, upload: await uploads.read(photo.uploadId) })));
  return read
    .filter(({ upload }) => upload?.orderId !== request.orderId)
    .map(({ line, index }) => ({
      pointer: `/lines/${line}/photos/${index}`,
      message: 'Upload this photo again and send its new uploadId.',
    }));
}
