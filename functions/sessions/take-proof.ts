import { sessionPlace, sessionsOf } from '../adapters/code-places.ts';
import { type Asked, type Codes, isOpen } from '../adapters/codes.ts';
import { sameHash, sha256 } from '../adapters/hashes.ts';
import type { SignIns } from '../adapters/sign-ins.ts';
import { isCode } from '../lookups/routes/enter-code.ts';
import type { Proof } from './proof.ts';

export interface ProofDeps {
  readonly codes: Pick<Codes, 'all' | 'attempt' | 'use'>;
  readonly signIns: Pick<SignIns, 'device'>;
}

/** Does the proof show this person? A right code is used up by asking. */
export async function takeProof(personId: string, proof: Proof, deps: ProofDeps, now: Date): Promise<boolean> {
  return proof.by === 'code' ? await takeCode(personId, proof.code, deps, now) : await isDevice(personId, proof, deps, now);
}

/**
 * Any code of the last 15 minutes signs in, so that a second request does not void the first mail; each does once. A wrong code counts
 * against every open one.
 */
async function takeCode(personId: string, code: string, { codes }: ProofDeps, now: Date): Promise<boolean> {
  const open = (await codes.all(sessionsOf(personId))).filter((one) => isOpen(one, now));
  const tried = await Promise.all(open.map(async (one) => ((await codes.attempt(sessionPlace(one.id))) ? [one] : [])));
  const right = tried.flat().find((one: Asked) => isCode(one.id, code, one.codeHash));
  return right !== undefined && (await codes.use(sessionPlace(right.id), undefined, now));
}

const noDevice = sha256('no device');

/** Compares hashes in constant time, also for a device that nobody remembered. */
async function isDevice(personId: string, { deviceId, secret }: Proof & { by: 'device' }, deps: ProofDeps, now: Date): Promise<boolean> {
  const known = await deps.signIns.device(personId, deviceId);
  const right = sameHash(deviceHash(deviceId, secret), known?.secretHash ?? noDevice);
  return right && known !== undefined && known.until > now.toISOString();
}

/** What is kept of a device's secret. */
export function deviceHash(deviceId: string, secret: string): string {
  return sha256(`${deviceId}:${secret}`);
}
