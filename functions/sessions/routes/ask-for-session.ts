import * as z from 'zod';
import { SessionRequested } from '../../../events/session-requested.ts';
import { newSessionId, sessionPlace } from '../../adapters/code-places.ts';
import type { Codes } from '../../adapters/codes.ts';
import { addressHash, plainEmail } from '../../adapters/hashes.ts';
import type { Limits } from '../../adapters/limits.ts';
import { tooMany } from '../../runtime/problem.ts';
import { route } from '../../runtime/route.ts';

/** Sign-ins an hour: from one IP, for one address. */
const most = { ip: 60, address: 20 };

/** A colleague asks for a sign-in code. The same answer for everybody; only colleagues get a mail. */
export const askForSession = route({
  method: 'POST',
  path: '/v1/sessions',
  summary: 'Ask for a sign-in code by mail',
  caller: 'anyone',
  body: z.strictObject({ email: z.email().max(320) }),
  answers: { 202: z.object({}), 429: 'Too many sign-ins from here' },
  run: async ({ body, ip, now }, { codes, limits }: { codes: Pick<Codes, 'ask'>; limits: Limits }) => {
    const email = plainEmail(body.email);
    const here = await limits.count('session-ip', ip, most.ip, now);
    if (!here.within) throw tooMany(here.secondsLeft);
    const { within } = await limits.count('session-address', email, most.address, now);
    const id = newSessionId(email);
    await codes.ask(
      sessionPlace(id),
      { id, addressHash: addressHash(email), silent: !within },
      SessionRequested.record({ sessionId: id }),
      `SESSION#${id}`,
      now,
    );
    return { status: 202, body: {} };
  },
});
