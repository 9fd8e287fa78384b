import type { Chance } from '../chance.ts';
import type { SystemClock } from '../clock.ts';
import { serviceError } from '../service-error.ts';
import type { Store } from '../store.ts';
import type { UserPoolClientModel, UserPoolModel } from '../template/model.ts';
import type { Invocation } from './function-error.ts';
import { PoolKeys } from './pool-keys.ts';
import { PoolRecords, type PoolSession, type PoolUser } from './pool-records.ts';

interface UserPoolsWorld {
  readonly store: Store;
  readonly clock: Pick<SystemClock, 'now'>;
  readonly chance: Chance;
  readonly invoke: (functionName: string, event: unknown) => Promise<Invocation>;
  readonly pools: readonly UserPoolModel[];
}
type Input = Record<string, unknown>;

/** Cognito's user pools, as far as a custom challenge needs them: the real triggers run, and tokens are signed by RS256. */
export class UserPools {
  private readonly world: UserPoolsWorld;
  private readonly records: PoolRecords;
  private readonly keys: PoolKeys;

  constructor(world: UserPoolsWorld) {
    this.world = world;
    this.records = new PoolRecords(world.store);
    this.keys = new PoolKeys(world.store);
  }

  /** Throws what Cognito throws. */
  async perform(operation: string, input: Input): Promise<object> {
    switch (operation) {
      case 'AdminGetUser':
        return this.records.user(this.pool(input).id, String(input.Username));
      case 'AdminCreateUser':
        return this.create(this.pool(input), String(input.Username));
      case 'AdminSetUserPassword':
        return this.setPassword(this.pool(input), input);
      case 'InitiateAuth':
        return await this.initiate(input);
      case 'RespondToAuthChallenge':
        return await this.respond(input);
      default:
        throw serviceError('UnknownOperationException', `The local user pools do not know ${operation}`);
    }
  }

  /** `fetch` that serves the pools' public keys where Cognito does, and leaves everything else to `next`. */
  keysBefore(next: typeof fetch): typeof fetch {
    return async (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      const ours = this.world.pools.some(({ issuer }) => url === `${issuer}/.well-known/jwks.json`);
      return ours ? Response.json(this.keys.published()) : await next(input, init);
    };
  }

  private pool({ UserPoolId }: Input): UserPoolModel {
    const found = this.world.pools.find(({ id }) => id === UserPoolId);
    if (!found) throw serviceError('ResourceNotFoundException', `User pool ${String(UserPoolId)} does not exist.`);
    return found;
  }

  private client({ ClientId }: Input): { pool: UserPoolModel; client: UserPoolClientModel } {
    for (const pool of this.world.pools) {
      const client = pool.clients.find(({ id }) => id === ClientId);
      if (client) return { pool, client };
    }
    throw serviceError('ResourceNotFoundException', `User pool client ${String(ClientId)} does not exist.`);
  }

  private create(pool: UserPoolModel, Username: string): object {
    const user = { Username, sub: this.world.chance.bytes(16).toString('hex'), UserStatus: 'FORCE_CHANGE_PASSWORD', Enabled: true };
    return { User: this.records.addUser(pool.id, user) };
  }

  private setPassword(pool: UserPoolModel, { Username, Password, Permanent }: Input): object {
    const user = this.records.user(pool.id, String(Username));
    if (String(Password).length < 32) throw serviceError('InvalidPasswordException', 'Password did not conform with policy');
    this.records.keepUser(pool.id, { ...user, UserStatus: Permanent === true ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD' });
    return {};
  }

  private async initiate(input: Input): Promise<object> {
    const { pool, client } = this.client(input);
    if (input.AuthFlow !== 'CUSTOM_AUTH' || !client.flows.includes('ALLOW_CUSTOM_AUTH'))
      throw serviceError('InvalidParameterException', 'Auth flow not enabled for this client');
    const username = String((input.AuthParameters as Input | undefined)?.USERNAME);
    const user = this.records.find(pool.id, username);
    if (!user && !client.hidesUnknown) throw serviceError('UserNotFoundException', 'User does not exist.');
    if (user && !user.Enabled) throw serviceError('NotAuthorizedException', 'User is disabled.');
    const until = this.world.clock.now() + client.sessionMinutes * 60_000;
    return await this.challenge(pool, user, { pool: pool.id, client: client.id, username, results: [], until });
  }

  private async respond(input: Input): Promise<object> {
    const { pool, client } = this.client(input);
    const session = this.records.takeSession(String(input.Session));
    if (session?.client !== client.id || session.until <= this.world.clock.now())
      throw serviceError('NotAuthorizedException', 'Invalid session for the user.');
    const user = this.records.find(pool.id, session.username);
    const challengeAnswer = (input.ChallengeResponses as Input | undefined)?.ANSWER;
    const { answerCorrect } = await this.trigger(pool, 'VerifyAuthChallengeResponse', session.username, user, {
      privateChallengeParameters: {},
      challengeAnswer,
    });
    const result = { challengeName: 'CUSTOM_CHALLENGE', challengeResult: answerCorrect === true, challengeMetadata: null };
    const next = { ...session, results: [...session.results, result] };
    const { issueTokens, failAuthentication } = await this.define(pool, user, next);
    if (failAuthentication === true || !user) throw serviceError('NotAuthorizedException', 'Incorrect username or password.');
    return issueTokens === true ? { AuthenticationResult: this.issue(pool, client, user) } : await this.challenge(pool, user, next);
  }

  private async define(pool: UserPoolModel, user: PoolUser | undefined, { username, results }: PoolSession): Promise<Input> {
    return await this.trigger(pool, 'DefineAuthChallenge', username, user, { session: results });
  }

  private async challenge(pool: UserPoolModel, user: PoolUser | undefined, session: PoolSession): Promise<object> {
    const { challengeName, failAuthentication } = await this.define(pool, user, session);
    if (failAuthentication === true) throw serviceError('NotAuthorizedException', 'Incorrect username or password.');
    const { username, results } = session;
    const request = { challengeName, session: results };
    const { publicChallengeParameters } = await this.trigger(pool, 'CreateAuthChallenge', username, user, request);
    const Session = this.world.chance.bytes(48).toString('base64url');
    this.records.keepSession(Session, session);
    return { ChallengeName: challengeName, Session, ChallengeParameters: { ...(publicChallengeParameters as object), USERNAME: username } };
  }

  private async trigger(pool: UserPoolModel, name: string, userName: string, user: PoolUser | undefined, request: Input): Promise<Input> {
    const function_ = pool.triggers[name];
    if (function_ === undefined) throw serviceError('InvalidLambdaResponseException', `${name} has no function`);
    const attributes = user ? { userAttributes: { sub: user.sub } } : { userAttributes: {}, userNotFound: true };
    const event = {
      version: '1',
      region: pool.id.split('_')[0],
      userPoolId: pool.id,
      userName,
      callerContext: { awsSdkVersion: 'local', clientId: pool.clients[0]?.id },
      triggerSource: `${name}_Authentication`,
      request: { ...attributes, ...request },
      response: {},
    };
    const result = await this.world.invoke(function_, event);
    if (!result.ok) throw serviceError('UserLambdaValidationException', `${name} failed with error ${result.error.errorMessage}.`);
    return (result.output as { response: Input }).response;
  }

  private issue(pool: UserPoolModel, client: UserPoolClientModel, { Username, sub }: PoolUser): object {
    const iat = Math.floor(this.world.clock.now() / 1000);
    const id = () => this.world.chance.bytes(16).toString('hex');
    const shared = { sub, iss: pool.issuer, origin_jti: id(), event_id: id(), auth_time: iat, exp: iat + client.accessSeconds, iat };
    const access = { client_id: client.id, token_use: 'access', scope: 'aws.cognito.signin.user.admin', jti: id(), username: Username };
    const identity = { aud: client.id, token_use: 'id', jti: id(), 'cognito:username': Username };
    return {
      AccessToken: this.keys.sign({ ...shared, ...access }),
      IdToken: this.keys.sign({ ...shared, ...identity }),
      ExpiresIn: client.accessSeconds,
      TokenType: 'Bearer',
    };
  }
}
