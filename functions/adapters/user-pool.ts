import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  type CognitoIdentityProviderClient,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { userPools } from '../runtime/clients.ts';
import { newToken } from '../runtime/random.ts';
import { settings } from '../runtime/settings.ts';
import { type Proof, writeProof } from '../sessions/proof.ts';

/** Who is in Cognito's user pool of colleagues. Its user names are person ids: no address and no name is in it. */
export interface PoolUsers {
  /** Makes the person's user unless it is there and usable. */
  ensure(personId: string): Promise<void>;
}

/** Cognito's custom challenge. */
export interface PoolSignIn {
  /** An access token for somebody who proves to be this person; undefined when the proof is not taken, or the pool does not know them. */
  signIn(personId: string, proof: Proof): Promise<string | undefined>;
}

const named = (error: unknown, ...names: string[]): boolean => error instanceof Error && names.includes(error.name);

export function cognitoUsers(client: CognitoIdentityProviderClient, UserPoolId: string): PoolUsers {
  const statusOf = async (Username: string): Promise<string | undefined> => {
    try {
      return (await client.send(new AdminGetUserCommand({ UserPoolId, Username }))).UserStatus;
    } catch (error) {
      if (named(error, 'UserNotFoundException')) return undefined;
      throw error;
    }
  };
  const create = async (Username: string): Promise<void> => {
    try {
      await client.send(new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: 'SUPPRESS' }));
    } catch (error) {
      if (!named(error, 'UsernameExistsException')) throw error;
    }
  };
  return {
    ensure: async (Username) => {
      const status = await statusOf(Username);
      if (status === 'CONFIRMED') return;
      if (status === undefined) await create(Username);
      // A new user has to change a password before anything else. Nobody learns this one, and no flow takes any.
      const Password = `aA1!${newToken()}`;
      await client.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }));
    },
  };
}

export function cognitoSignIn(client: CognitoIdentityProviderClient, ClientId: string): PoolSignIn {
  return {
    signIn: async (personId, proof) => {
      try {
        const AuthParameters = { USERNAME: personId };
        const asked = await client.send(new InitiateAuthCommand({ AuthFlow: 'CUSTOM_AUTH', ClientId, AuthParameters }));
        const answered = await client.send(
          new RespondToAuthChallengeCommand({
            ClientId,
            ChallengeName: 'CUSTOM_CHALLENGE',
            Session: asked.Session,
            ChallengeResponses: { USERNAME: asked.ChallengeParameters?.USERNAME ?? personId, ANSWER: writeProof(proof) },
          }),
        );
        return answered.AuthenticationResult?.AccessToken;
      } catch (error) {
        if (named(error, 'NotAuthorizedException', 'UserNotFoundException')) return undefined;
        throw error;
      }
    },
  };
}

export function poolUsers(): PoolUsers {
  return cognitoUsers(userPools(), settings().userPoolId);
}

export function poolSignIn(): PoolSignIn {
  return cognitoSignIn(userPools(), settings().userPoolClientId);
}
