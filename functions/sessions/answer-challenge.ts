import * as z from 'zod';
import { PeoplePolicy, personById } from '../../domain/people/people-policy.ts';
import { codes } from '../adapters/codes.ts';
import { type Policies, policies, policyBody } from '../adapters/policies.ts';
import { signIns } from '../adapters/sign-ins.ts';
import { task } from '../runtime/task.ts';
import { readProof } from './proof.ts';
import { type ProofDeps, takeProof } from './take-proof.ts';

const custom = 'CUSTOM_CHALLENGE';

/** Cognito's event of the three triggers of a custom challenge (developer guide, "Custom authentication challenge Lambda triggers"). */
const Challenge = z.looseObject({
  triggerSource: z.enum([
    'DefineAuthChallenge_Authentication',
    'CreateAuthChallenge_Authentication',
    'VerifyAuthChallengeResponse_Authentication',
  ]),
  userName: z.string(),
  request: z.looseObject({
    userNotFound: z.boolean().nullish(),
    // A round that nobody has answered yet has no result.
    session: z.array(z.looseObject({ challengeName: z.string(), challengeResult: z.boolean().nullish() })).nullish(),
    challengeAnswer: z.string().nullish(),
  }),
});
type Challenge = z.infer<typeof Challenge>;

export interface ChallengeDeps extends ProofDeps {
  readonly policies: Pick<Policies, 'inForce'>;
}
type Answer = (event: Challenge, deps: ChallengeDeps, now: Date) => Promise<Record<string, unknown>>;

/** Asks once, then issues tokens or fails: one answer for each sign-in, so that every guess costs an attempt. */
const define: Answer = async ({ request: { session } }) => {
  const last = session?.at(-1);
  if (!last) return { challengeName: custom, issueTokens: false, failAuthentication: false };
  const proved = session?.length === 1 && last.challengeName === custom && last.challengeResult === true;
  return { issueTokens: proved, failAuthentication: !proved };
};

/** The code was mailed before, by whoever hears that one was asked for; the challenge itself tells nothing. */
const create: Answer = async () => ({ publicChallengeParameters: {}, privateChallengeParameters: {}, challengeMetadata: 'CODE_OR_DEVICE' });

/** Right for a colleague of the people policy in force who shows an open code or a remembered device. */
const verify: Answer = async ({ userName, request }, deps, now) => {
  const proof = readProof(request.challengeAnswer ?? '');
  const taken = proof !== undefined && (await takeProof(userName, proof, deps, now));
  const published = await deps.policies.inForce('people', now);
  const works = published !== undefined && personById(policyBody(PeoplePolicy, published), userName) !== undefined;
  return { answerCorrect: taken && works && request.userNotFound !== true };
};

const answers: Record<Challenge['triggerSource'], Answer> = {
  DefineAuthChallenge_Authentication: define,
  CreateAuthChallenge_Authentication: create,
  VerifyAuthChallengeResponse_Authentication: verify,
};

/** Cognito's one trigger for colleagues' sign-in: defines the challenge, creates it, verifies the answer. */
export const { handler, run } = task({
  input: Challenge,
  output: z.looseObject({ response: z.looseObject({}) }),
  connect: (): ChallengeDeps => ({ codes: codes(), signIns: signIns(), policies: policies() }),
  run: async (event, deps, { now }) => ({ ...event, response: await answers[event.triggerSource](event, deps, now) }),
});
