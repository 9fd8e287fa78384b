import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Whatever has a middleware stack. `never`: each client's stack is typed for its own commands only. */
interface Client {
  readonly middlewareStack: { use(plugin: never): void };
}

const seam = Symbol.for('redress.client-plugins');

/** Gives a client the plugins that the process around us registered; on AWS there are none. */
function applyPlugins<C extends Client>(client: C): C {
  const plugins = (globalThis as { [seam]?: readonly never[] })[seam] ?? [];
  for (const plugin of plugins) client.middlewareStack.use(plugin);
  return client;
}

// Says to the bundler that a client which nobody asks for can be left out: 350 kB a function.
/* @__NO_SIDE_EFFECTS__ */
function once<C>(build: () => C): () => C {
  let built: C | undefined;
  return () => {
    built ??= build();
    return built;
  };
}

// The only place that constructs AWS SDK clients; each is built when first asked for and then kept.

/** DynamoDB with plain JavaScript values. */
export const documents = once(() =>
  DynamoDBDocumentClient.from(applyPlugins(new DynamoDBClient({})), { marshallOptions: { removeUndefinedValues: true } }),
);
/** Step Functions. */
export const stateMachines = once(() => applyPlugins(new SFNClient({})));
/** Mail (SES v2). */
export const mails = once(() => applyPlugins(new SESv2Client({})));
/** The bus. */
export const buses = once(() => applyPlugins(new EventBridgeClient({})));
/** Other functions. */
export const lambdas = once(() => applyPlugins(new LambdaClient({})));
/** Photos and labels. */
export const buckets = once(() => applyPlugins(new S3Client({})));
/** The user pool of colleagues. */
export const userPools = once(() => applyPlugins(new CognitoIdentityProviderClient({})));
/** Keys of providers. */
export const secrets = once(() => applyPlugins(new SecretsManagerClient({})));
