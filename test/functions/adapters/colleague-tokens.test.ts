import { createLocalJWKSet, errors, exportJWK, generateKeyPair, type JWTVerifyGetKey, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { poolTokens } from '../../../functions/adapters/colleague-tokens.ts';

const issuer = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc';
const now = new Date('2026-11-10T10:00:00Z');
const seconds = (at: Date) => Math.floor(at.getTime() / 1000);
const claims = { iss: issuer, client_id: 'ours', token_use: 'access', username: 'p_1', jti: 'j', exp: seconds(now) + 43_200 };
const [ours, theirs] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(ours.publicKey)), kid: 'k', alg: 'RS256', use: 'sig' }] });
const tokens = poolTokens(issuer, 'ours', keys);
const signed = async (changed: object = {}, { key = ours.privateKey, kid = 'k' } = {}) =>
  await new SignJWT({ ...claims, ...changed }).setProtectedHeader({ alg: 'RS256', kid }).sign(key);
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('the token of a colleague', () => {
  it('says who, which token and until when', async () => {
    expect(await tokens.read(await signed(), now)).toEqual({ personId: 'p_1', tokenId: 'j', expiresAt: '2026-11-10T22:00:00.000Z' });
  });

  it.each<[string, () => Promise<string>]>([
    ['that has expired, by the clock that we are handed', () => signed({ exp: seconds(now) })],
    ['of another pool', () => signed({ iss: `${issuer}d` })],
    ['of another client', () => signed({ client_id: 'theirs' })],
    ['that is an ID token', () => signed({ token_use: 'id', aud: 'ours' })],
    ['without an end', () => signed({ exp: undefined })],
    ['signed by somebody else', () => signed({}, { key: theirs.privateKey })],
    ['under a key that the pool does not have', () => signed({}, { kid: 'x' })],
    ['without a signature', async () => `${part({ alg: 'none' })}.${part(claims)}.`],
    ['signed by the public key as if it were a secret', async () => `${part({ alg: 'HS256', kid: 'k' })}.${part(claims)}.AAAA`],
    ['whose person was changed', async () => (await signed()).replace(/\.[^.]+\./, `.${part({ ...claims, username: 'p_2' })}.`)],
    ['that is no token', async () => 'a.b.c'],
  ])('is nobody’s %s', async (_, make) => {
    expect(await tokens.read(await make(), now)).toBeUndefined();
  });

  it('is our failure, not theirs, when the keys cannot be had', async () => {
    const unreachable: JWTVerifyGetKey = async () => {
      throw new errors.JWKSTimeout();
    };
    await expect(poolTokens(issuer, 'ours', unreachable).read(await signed(), now)).rejects.toThrow(errors.JWKSTimeout);
  });
});
