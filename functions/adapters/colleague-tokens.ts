import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import * as z from 'zod';
import { settings } from '../runtime/settings.ts';

/** What a colleague's access token says: who, which token, until when. Roles are not in it. */
export interface TokenClaims {
  readonly personId: string;
  readonly tokenId: string;
  readonly expiresAt: string;
}

/** Reads the access tokens that the user pool issues. */
export interface ColleagueTokens {
  /** Undefined for a token that is forged, expired, of another pool or client, or of another use. Throws when the pool's keys cannot be had. */
  read(token: string, now: Date): Promise<TokenClaims | undefined>;
}

const Claims = z.object({
  token_use: z.literal('access'),
  client_id: z.string(),
  username: z.string(),
  jti: z.string(),
  exp: z.number(),
});

/** What is wrong with the token itself, rather than with the keys that it is checked by. */
const tokenFaults = [
  errors.JWTExpired,
  errors.JWTClaimValidationFailed,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
];

/** Tokens as Cognito describes them ("Verifying JSON web tokens"): RS256, `iss` the pool, `client_id` our client, `token_use` access. */
export function poolTokens(issuer: string, clientId: string, keys: JWTVerifyGetKey): ColleagueTokens {
  return {
    read: async (token, now) => {
      try {
        const { payload } = await jwtVerify(token, keys, { issuer, algorithms: ['RS256'], currentDate: now });
        const claims = Claims.safeParse(payload).data;
        if (!claims || claims.client_id !== clientId) return undefined;
        return { personId: claims.username, tokenId: claims.jti, expiresAt: new Date(claims.exp * 1000).toISOString() };
      } catch (error) {
        if (tokenFaults.some((fault) => error instanceof fault)) return undefined;
        throw error;
      }
    },
  };
}

export function colleagueTokens(): ColleagueTokens {
  const { userPoolIssuer, userPoolClientId } = settings();
  // A key that we do not know is fetched at once; those that we know stay good, so a warm function asks nobody.
  const keys = createRemoteJWKSet(new URL(`${userPoolIssuer}/.well-known/jwks.json`), { cacheMaxAge: Number.POSITIVE_INFINITY });
  return poolTokens(userPoolIssuer, userPoolClientId, keys);
}
