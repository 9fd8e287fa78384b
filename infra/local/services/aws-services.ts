import type { Effect } from '../effects.ts';
import type { Fault } from '../fault-modes.ts';
import type { Guard } from '../guarded.ts';
import { serviceError } from '../service-error.ts';
import type { Answer } from './client-plugin.ts';
import { marshallInput, unmarshallOutput } from './document-values.ts';

/** Performs one operation; `by` is the function that asks, `twist` a fault that changes what is done. */
export type Perform = (operation: string, input: Record<string, unknown>, by: string, twist: Fault | undefined) => unknown;

/** Who answers the clients that functions make; the service names are those of the faults and effects. */
export interface AwsServices {
  readonly table: Perform;
  readonly states: Perform;
  readonly bus: Perform;
  readonly mail: Perform;
  readonly functions: Perform;
  readonly secrets: Perform;
  readonly uploads: Perform;
  readonly connect: Perform;
  readonly userPools: Perform;
}

const CLIENTS: Record<string, keyof AwsServices> = {
  DynamoDBClient: 'table',
  RawDynamoDBClient: 'table',
  SFNClient: 'states',
  EventBridgeClient: 'bus',
  SESv2Client: 'mail',
  LambdaClient: 'functions',
  SecretsManagerClient: 'secrets',
  S3Client: 'uploads',
  ConnectClient: 'connect',
  CognitoIdentityProviderClient: 'userPools',
};

/** Routes the AWS calls of one function to the services here. An unknown client is an error that names it. */
export function answerFor(by: string, services: AwsServices, guard: Guard, newToken: () => string): Answer {
  return (client, operation, input) => {
    const service = CLIENTS[client];
    if (service === undefined)
      throw serviceError('UnknownClient', `The local cloud does not answer ${client} (asked for ${operation} by ${by})`);
    // Functions use the document client, whose plain values become DynamoDB's only after the step at which we answer.
    const document = client === 'DynamoDBClient';
    const given = withToken(operation, newToken, document ? marshallInput(input) : input);
    const effect: Effect = { by, service, operation, what: recordOf(given) };
    const output = asSdkRetries(() => guard.call(effect, (twist) => services[service](operation, given, by, twist), given));
    return document ? unmarshallOutput(output) : output;
  };
}

/** The log record that a transaction writes first, by which one function's transactions differ. */
function recordOf({ TransactItems }: Record<string, unknown>): string | undefined {
  const items = (TransactItems ?? []) as { Put?: { Item: { sk?: { S?: string }; type?: { S?: string } } } }[];
  return items.find(({ Put }) => Put?.Item.sk?.S?.startsWith('LOG#'))?.Put?.Item.type?.S;
}

const ATTEMPTS = 3;
const RETRIED = ['ThrottlingException', 'ProvisionedThroughputExceededException', 'TooManyRequestsException', 'TimeoutError'];

/** The SDK repeats what was throttled or not answered, three attempts in all; without its pauses, since nothing here gets better by waiting. */
function asSdkRetries(attempt: () => unknown): unknown {
  for (let left = ATTEMPTS - 1; ; left -= 1) {
    try {
      return attempt();
    } catch (error) {
      if (left === 0 || !RETRIED.includes((error as Error).name)) throw error;
    }
  }
}

/** The SDK gives every transaction a token, so that its own repetitions act once. */
function withToken(operation: string, newToken: () => string, input: Record<string, unknown>): Record<string, unknown> {
  return operation === 'TransactWriteItems' && input.ClientRequestToken === undefined
    ? { ...input, ClientRequestToken: newToken() }
    : input;
}
