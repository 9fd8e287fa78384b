import * as z from 'zod';
import { sessionPlace, sessionsOf } from '../../adapters/code-places.ts';
import { type Asked, type Codes, isOpen } from '../../adapters/codes.ts';
import { plainEmail } from '../../adapters/hashes.ts';
import type { Tokens } from '../../adapters/tokens.ts';
import { codeIsOver, isCode, SixDigits, wrongCode } from '../../lookups/routes/enter-code.ts';
import { route } from '../../runtime/route.ts';

interface Deps {
  readonly codes: Pick<Codes, 'all' | 'attempt' | 'use'>;
  readonly tokens: Pick<Tokens, 'forAgent'>;
}

/**
 * Any code of the last 15 minutes signs in, so that a second request does not void the first mail. A wrong code counts against
 * every open one; an address that never asked is answered as a wrong code is.
 */
export const enterSessionCode = route({
  method: 'POST',
  path: '/v1/sessions/code',
  summary: 'Enter the six digits and sign in for 12 hours',
  caller: 'anyone',
  body: z.strictObject({ email: z.email().max(320), code: SixDigits }),
  answers: { 200: z.object({ token: z.string(), expiresAt: z.iso.datetime() }), 410: 'Expired or used', 422: 'The code is wrong' },
  run: async ({ body, now }, { codes, tokens }: Deps) => {
    const email = plainEmail(body.email);
    const asked = await codes.all(sessionsOf(email));
    const open = await tried(
      asked.filter((one) => isOpen(one, now)),
      codes,
    );
    if (asked.length > 0 && open.length === 0) throw codeIsOver();
    const right = open.find((one) => isCode(one.id, body.code, one.codeHash));
    if (!right) throw wrongCode();
    const { token, expiresAt, item } = tokens.forAgent(email, now);
    if (!(await codes.use(sessionPlace(right.id), item, now))) throw codeIsOver();
    return { status: 200, body: { token, expiresAt } };
  },
});

/** Those of which an attempt could be counted. */
async function tried(open: readonly Asked[], codes: Deps['codes']): Promise<readonly Asked[]> {
  const counted = await Promise.all(open.map(async (one) => ({ one, left: await codes.attempt(sessionPlace(one.id)) })));
  return counted.flatMap(({ one, left }) => (left ? [one] : []));
}
