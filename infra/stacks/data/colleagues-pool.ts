import { ArnFormat, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AccountRecovery, type CfnUserPool, type CfnUserPoolClient, FeaturePlan, UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import type { Surroundings } from '../../constructs/surroundings.ts';
import type { Stage } from '../../stages.ts';

/** The name of the function that answers the pool's triggers. It is fixed, since the pool outlives every function. */
export function challengeFunction(stage: string): string {
  return `redress-${stage}-answer-challenge`;
}

/**
 * Who signs in as a colleague: users named by person ids, without address, name or password that anybody knows; one client, which takes the
 * custom challenge and nothing else. The people policy, not the pool, says who works here.
 */
export function colleaguesPool(scope: Stack, { stage }: Stage): Surroundings['colleagues'] {
  const pool = new UserPool(scope, 'Colleagues', {
    selfSignUpEnabled: false,
    signInAliases: { username: true },
    signInCaseSensitive: true,
    accountRecovery: AccountRecovery.NONE,
    passwordPolicy: { minLength: 32, requireDigits: true, requireLowercase: true, requireUppercase: true, requireSymbols: true },
    featurePlan: FeaturePlan.LITE,
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const trigger = Stack.of(scope).formatArn({
    service: 'lambda',
    resource: 'function',
    resourceName: `${challengeFunction(stage)}:live`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  (pool.node.defaultChild as CfnUserPool).lambdaConfig = {
    defineAuthChallenge: trigger,
    createAuthChallenge: trigger,
    verifyAuthChallengeResponse: trigger,
  };
  const plus =
    'Threat protection judges passwords, of which there are none, and needs the Plus plan: the challenge counts attempts and limits itself.';
  const reasons = {
    COG2: 'There is no password to add a factor to: the one factor is a code mailed to the colleague, asked again above a limit.',
    COG3: plus,
    COG8: plus,
  };
  for (const [rule, reason] of Object.entries(reasons)) Validations.of(pool).acknowledge({ id: `AwsSolutions-${rule}`, reason });
  const client = new UserPoolClient(scope, 'ColleaguesClient', {
    userPool: pool,
    authFlows: { custom: true },
    disableOAuth: true,
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    authSessionValidity: Duration.minutes(3),
    accessTokenValidity: Duration.hours(12),
    idTokenValidity: Duration.hours(12),
    refreshTokenValidity: Duration.hours(12),
  });
  // The CDK adds refresh tokens to every client; a sign-in here ends after its 12 hours.
  (client.node.defaultChild as CfnUserPoolClient).explicitAuthFlows = ['ALLOW_CUSTOM_AUTH'];
  return { pool, client };
}
