import * as z from 'zod';
import { OrderId } from '../../../domain/identifiers.ts';
import { LookupRequested } from '../../../events/lookup-requested.ts';
import { lookupPlace, newLookupId } from '../../adapters/code-places.ts';
import type { Codes } from '../../adapters/codes.ts';
import { addressHash, plainEmail } from '../../adapters/hashes.ts';
import type { Limits } from '../../adapters/limits.ts';
import { tooMany } from '../../runtime/problem.ts';
import { route } from '../../runtime/route.ts';

/** Lookups an hour: by one IP, for one order, for one address. */
const most = { ip: 30, order: 5, address: 5 };

/** Anyone asks to see an order. Does the same, and answers the same, whether it exists or not: a subscriber finds out and mails the code. */
export const askForOrder = route({
  method: 'POST',
  path: '/v1/lookups',
  summary: 'Ask for a code to see an order; the code goes to the address on file',
  caller: 'anyone',
  body: z.strictObject({ orderId: OrderId, email: z.email().max(320) }),
  answers: { 202: z.object({ lookupId: z.string() }), 429: 'Too many lookups from here' },
  run: async ({ body, ip, now }, { codes, limits }: { codes: Pick<Codes, 'ask'>; limits: Limits }) => {
    const email = plainEmail(body.email);
    const here = await limits.count('lookup-ip', ip, most.ip, now);
    if (!here.within) throw tooMany(here.secondsLeft);
    const counted = [
      await limits.count('lookup-order', body.orderId, most.order, now),
      await limits.count('lookup-address', email, most.address, now),
    ];
    const id = newLookupId();
    const asked = { id, addressHash: addressHash(email), orderId: body.orderId, silent: counted.some(({ within }) => !within) };
    await codes.ask(lookupPlace(id)!, asked, LookupRequested.record({ lookupId: id }), `LOOKUP#${id}`, now);
    return { status: 202, body: { lookupId: id } };
  },
});
