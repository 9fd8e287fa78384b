import { PeoplePolicy, personById } from '../../domain/people/people-policy.ts';
import type { Callers } from '../runtime/caller.ts';
import { type ColleagueTokens, colleagueTokens } from './colleague-tokens.ts';
import { plainEmail } from './hashes.ts';
import { type Policies, policies, policyBody } from './policies.ts';
import { type SignIns, signIns } from './sign-ins.ts';
import { type Tokens, tokens } from './tokens.ts';

export interface CallersDeps {
  readonly customers: Pick<Tokens, 'holderOf'>;
  readonly colleagues: ColleagueTokens;
  readonly signIns: Pick<SignIns, 'find'>;
  readonly policies: Pick<Policies, 'inForce'>;
}

/** A signed token is a colleague's (its sign-in must not have been ended, its person must still work here), any other a customer's. */
export function callersFrom({ customers, colleagues, signIns, policies }: CallersDeps): Callers {
  return {
    holderOf: async (token, now) => {
      if (token.split('.').length !== 3) return await customers.holderOf(token, now);
      const claims = await colleagues.read(token, now);
      const signIn = claims && (await signIns.find(claims.personId, claims.tokenId));
      const published = signIn && (await policies.inForce('people', now));
      const person = published && personById(policyBody(PeoplePolicy, published), claims.personId);
      if (!person) return undefined;
      const { tokenId, by, at } = signIn;
      const codeAt = by === 'code' ? { codeAt: at } : {};
      const email = plainEmail(person.email);
      return { kind: 'agent', personId: claims.personId, email, name: person.name, roles: person.roles, tokenId, ...codeAt };
    },
  };
}

export function callers(): Callers {
  return callersFrom({ customers: tokens(), colleagues: colleagueTokens(), signIns: signIns(), policies: policies() });
}
