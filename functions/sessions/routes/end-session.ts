import * as z from 'zod';
import type { SignIns } from '../../adapters/sign-ins.ts';
import { route } from '../../runtime/route.ts';
import { deviceProof } from '../proof.ts';

/** Signs out: this session and, if it is named, its device; or every session and device of the caller. */
export const endSession = route({
  method: 'POST',
  path: '/v1/sessions/end',
  summary: 'Sign out here, or everywhere',
  caller: 'agent',
  body: z.strictObject({ everywhere: z.boolean().optional(), device: z.string().max(128).optional() }),
  answers: { 200: z.object({}) },
  run: async ({ body, caller }, { signIns }: { signIns: Pick<SignIns, 'end' | 'endAll'> }) => {
    const proof = deviceProof(body.device ?? '');
    if (body.everywhere) await signIns.endAll(caller.personId);
    else await signIns.end(caller.personId, caller.tokenId, proof?.by === 'device' ? proof.deviceId : undefined);
    return { status: 200, body: {} };
  },
});
