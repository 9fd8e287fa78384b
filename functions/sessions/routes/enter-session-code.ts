import * as z from 'zod';
import { personIdOf } from '../../../domain/identifiers.ts';
import { sessionsOf } from '../../adapters/code-places.ts';
import { type Asked, type Codes, isOpen } from '../../adapters/codes.ts';
import type { SignIns } from '../../adapters/sign-ins.ts';
import { codeIsOver, isCode, SixDigits, wrongCode } from '../../lookups/routes/enter-code.ts';
import { newToken, randomHex } from '../../runtime/random.ts';
import { route } from '../../runtime/route.ts';
import { type IssueDeps, issueToken } from '../issue-token.ts';
import { deviceHash } from '../take-proof.ts';

interface Deps extends IssueDeps {
  readonly codes: Pick<Codes, 'all'>;
  readonly signIns: Pick<SignIns, 'keep' | 'remember'>;
}

/** The code from the mail signs in through Cognito. With `remember` the answer carries a credential that needs no code for 30 days. */
export const enterSessionCode = route({
  method: 'POST',
  path: '/v1/sessions/code',
  summary: 'Enter the six digits and sign in for 12 hours',
  caller: 'anyone',
  body: z.strictObject({ email: z.email().max(320), code: SixDigits, remember: z.boolean().optional() }),
  answers: {
    200: z.object({ token: z.string(), expiresAt: z.iso.datetime(), device: z.string().optional() }),
    410: 'Expired or used',
    422: 'The code is wrong',
  },
  run: async ({ body, now }, deps: Deps) => {
    const personId = personIdOf(body.email);
    const asked = await deps.codes.all(sessionsOf(personId));
    const open = asked.filter((one) => isOpen(one, now));
    if (open.length === 0) throw asked.length > 0 ? codeIsOver() : wrongCode();
    const issued = await issueToken(personId, { by: 'code', code: body.code }, deps, now);
    if (!issued) throw (await usedMeanwhile(open, body.code, personId, deps)) ? codeIsOver() : wrongCode();
    const device = body.remember ? { device: await rememberedDevice(personId, deps, now) } : {};
    return { status: 200, body: { ...issued, ...device } };
  },
});

/** Was it the right code, which somebody else entered a moment earlier? */
async function usedMeanwhile(open: readonly Asked[], code: string, personId: string, { codes }: Deps): Promise<boolean> {
  const right = open.find((one) => isCode(one.id, code, one.codeHash));
  return right !== undefined && (await codes.all(sessionsOf(personId))).some(({ id, usedAt }) => id === right.id && usedAt !== undefined);
}

async function rememberedDevice(personId: string, { signIns }: Deps, now: Date): Promise<string> {
  const [deviceId, secret] = [randomHex(8), newToken()];
  await signIns.remember(personId, { deviceId, secretHash: deviceHash(deviceId, secret) }, now);
  return `${deviceId}.${secret}`;
}
