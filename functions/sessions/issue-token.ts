import type { ColleagueTokens } from '../adapters/colleague-tokens.ts';
import type { SignIns } from '../adapters/sign-ins.ts';
import type { PoolSignIn } from '../adapters/user-pool.ts';
import type { Proof } from './proof.ts';

export interface IssueDeps {
  readonly pool: PoolSignIn;
  readonly colleagues: ColleagueTokens;
  readonly signIns: Pick<SignIns, 'keep'>;
}

/** Signs in at the pool and keeps the sign-in, without which the token opens nothing. Undefined when the proof was not taken. */
export async function issueToken(
  personId: string,
  proof: Proof,
  { pool, colleagues, signIns }: IssueDeps,
  now: Date,
): Promise<{ token: string; expiresAt: string } | undefined> {
  const token = await pool.signIn(personId, proof);
  const claims = token === undefined ? undefined : await colleagues.read(token, now);
  if (token === undefined || claims?.personId !== personId) return undefined;
  const { tokenId, expiresAt } = claims;
  const device = proof.by === 'device' ? { deviceId: proof.deviceId } : {};
  const kept = await signIns.keep(personId, { tokenId, by: proof.by, at: now.toISOString(), expiresAt, ...device });
  return kept ? { token, expiresAt } : undefined;
}
