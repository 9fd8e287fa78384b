import { serviceError } from '../service-error.ts';

/** What a task's resource and arguments ask for. `wrapped`: the answer comes as Lambda's Invoke API gives it. */
export type Call =
  | { readonly to: 'function'; readonly functionName: string; readonly payload: unknown; readonly wrapped: boolean }
  | { readonly to: 'service'; readonly client: string; readonly service: string; readonly operation: string; readonly input: unknown };

/** The direct integrations that templates use, by the name in the resource. */
const SERVICES: Record<string, [client: string, service: string]> = {
  dynamodb: ['RawDynamoDBClient', 'DynamoDB'],
  events: ['EventBridgeClient', 'EventBridge'],
  sesv2: ['SESv2Client', 'SesV2'],
  states: ['SFNClient', 'StepFunctions'],
};

/** Reads `arn:aws:states:::lambda:invoke`, a function's own ARN, or `arn:aws:states:::[aws-sdk:]service:operation`. */
export function callOf(resource: string, given: unknown): Call {
  const plain = resource.replace(/\.waitForTaskToken$/, '');
  const [, , service, , , first = '', second = '', third = ''] = plain.split(':');
  if (service === 'lambda') return { to: 'function', functionName: plain, payload: given, wrapped: false };
  if (first === 'lambda' && second === 'invoke') {
    const { FunctionName, Payload } = given as { FunctionName: string; Payload?: unknown };
    return { to: 'function', functionName: FunctionName, payload: Payload ?? {}, wrapped: true };
  }
  const [name, operation] = first === 'aws-sdk' ? [second, third] : [first, second];
  const known = SERVICES[name];
  if (known === undefined) throw serviceError('States.Runtime', `The local cloud does not know the resource ${resource}`);
  const input = name === 'events' ? withTextDetails(given) : given;
  return { to: 'service', client: known[0], service: known[1], operation: operation.charAt(0).toUpperCase() + operation.slice(1), input };
}

/** Step Functions lets `Detail` be an object; the API wants a text. */
function withTextDetails(given: unknown): unknown {
  const { Entries = [] } = given as { Entries?: { Detail?: unknown }[] };
  return {
    Entries: Entries.map((entry) => ({
      ...entry,
      Detail: typeof entry.Detail === 'string' ? entry.Detail : JSON.stringify(entry.Detail ?? {}),
    })),
  };
}
