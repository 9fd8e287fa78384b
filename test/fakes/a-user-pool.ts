import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { createRemoteJWKSet, customFetch } from 'jose';
import { callersFrom } from '../../functions/adapters/callers.ts';
import { poolTokens } from '../../functions/adapters/colleague-tokens.ts';
import type { SignIns } from '../../functions/adapters/sign-ins.ts';
import type { Tokens } from '../../functions/adapters/tokens.ts';
import { cognitoSignIn, cognitoUsers } from '../../functions/adapters/user-pool.ts';
import { type ChallengeDeps, run } from '../../functions/sessions/answer-challenge.ts';
import { seededChance } from '../../infra/local/chance.ts';
import { createSchema } from '../../infra/local/schema.ts';
import { answeringPlugin } from '../../infra/local/services/client-plugin.ts';
import { UserPools } from '../../infra/local/services/user-pools.ts';
import { openStore } from '../../infra/local/store.ts';

export const issuer = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_test';
const client = { id: 'client', flows: ['ALLOW_CUSTOM_AUTH'], accessSeconds: 43_200, sessionMinutes: 3, hidesUnknown: true };
const trigger = 'AnswerChallenge';
const triggers = { DefineAuthChallenge: trigger, CreateAuthChallenge: trigger, VerifyAuthChallengeResponse: trigger };

/** The local user pool, whose trigger is the real one; what functions need to sign in at it, and who holds its tokens. `clock.at` is the pool's time. */
export function aUserPool(deps: ChallengeDeps & { signIns: SignIns; tokens: Tokens }, at: Date) {
  const clock = { at, now: () => clock.at.getTime() };
  const store = openStore();
  createSchema(store);
  const pools = new UserPools({
    store,
    clock,
    chance: seededChance(7),
    invoke: async (_name, event) => ({ ok: true, output: await run(event as Parameters<typeof run>[0], deps, { now: clock.at }) }),
    pools: [{ id: 'us-east-1_test', issuer, triggers, clients: [client] }],
  });
  const cognito = new CognitoIdentityProviderClient({ region: 'us-east-1' });
  const plugin = answeringPlugin(async (_client, operation, input) => await pools.perform(operation, input));
  cognito.middlewareStack.use(plugin as never);
  const fetching = pools.keysBefore(async () => Response.error());
  const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`), { [customFetch]: fetching });
  const colleagues = poolTokens(issuer, client.id, keys);
  const callers = callersFrom({ customers: deps.tokens, colleagues, signIns: deps.signIns, policies: deps.policies });
  return {
    clock,
    pools,
    deps: { users: cognitoUsers(cognito, 'us-east-1_test'), pool: cognitoSignIn(cognito, client.id), colleagues, callers },
  };
}
