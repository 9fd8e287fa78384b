import * as z from 'zod';
import { personIdOf } from '../../../domain/identifiers.ts';
import type { Limits } from '../../adapters/limits.ts';
import { Problem, tooMany } from '../../runtime/problem.ts';
import { route } from '../../runtime/route.ts';
import { type IssueDeps, issueToken } from '../issue-token.ts';
import { deviceProof } from '../proof.ts';

interface Deps extends IssueDeps {
  readonly limits: Limits;
}

/** Sign-ins by devices from one IP, each hour. */
const most = 120;

/** A device that was remembered signs its colleague in without a code; to decide above the policy's limit they need a code all the same. */
export const signInWithDevice = route({
  method: 'POST',
  path: '/v1/sessions/device',
  summary: 'Sign in for 12 hours from a remembered device',
  caller: 'anyone',
  body: z.strictObject({ email: z.email().max(320), device: z.string().max(128) }),
  answers: {
    200: z.object({ token: z.string(), expiresAt: z.iso.datetime() }),
    401: 'This device is not, or no longer, remembered for this colleague',
    429: 'Too many sign-ins from here',
  },
  run: async ({ body, ip, now }, deps: Deps) => {
    const here = await deps.limits.count('device-ip', ip, most, now);
    if (!here.within) throw tooMany(here.secondsLeft);
    const proof = deviceProof(body.device);
    const issued = proof && (await issueToken(personIdOf(body.email), proof, deps, now));
    if (!issued) throw new Problem(401, 'device-unknown', 'This device is not remembered any more. Sign in with a code.');
    return { status: 200, body: issued };
  },
});
