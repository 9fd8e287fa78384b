import type { Tables } from '../tables/tables.ts';
import type { Bus } from './bus.ts';
import { jsonResponse, type LocalRequest, type LocalResponse } from './http-request.ts';

/** What a command line may ask over HTTP in the services' own protocol (AWS JSON); everything else stays inside the process. */
const READS = ['Scan', 'Query', 'GetItem', 'DescribeTable', 'ListTables'];

/** Is this a call in AWS JSON? */
export function isAwsJson({ method, headers }: LocalRequest): boolean {
  return method === 'POST' && headers['x-amz-target'] !== undefined;
}

/** Answers DynamoDB's reads and EventBridge's PutEvents, so that `npm run announce` works against the local cloud as against AWS. */
export function answerAwsJson({ tables, bus }: { tables: Tables; bus: Bus }, request: LocalRequest): LocalResponse {
  const [service = '', operation = ''] = String(request.headers['x-amz-target']).split('.');
  try {
    const input = JSON.parse(request.body.toString('utf8') || '{}') as Record<string, unknown>;
    if (service.startsWith('DynamoDB') && READS.includes(operation)) return answered(tables.perform(operation, input));
    if (service === 'AWSEvents' && operation === 'PutEvents') return answered(bus.putEvents(withDates(input), undefined));
    return failed('UnknownOperationException', `The local cloud does not take ${service}.${operation} over HTTP.`);
  } catch (error) {
    return failed((error as Error).name, (error as Error).message);
  }
}

/** Instants travel as seconds since 1970. */
function withDates(input: Record<string, unknown>): Record<string, unknown> {
  const entries = (input.Entries ?? []) as { Time?: number }[];
  return { ...input, Entries: entries.map(({ Time, ...rest }) => (Time === undefined ? rest : { ...rest, Time: new Date(Time * 1000) })) };
}

function answered(output: object): LocalResponse {
  const response = jsonResponse(200, output);
  return { ...response, headers: { ...response.headers, 'content-type': 'application/x-amz-json-1.0' } };
}

function failed(type: string, message: string): LocalResponse {
  const response = jsonResponse(400, { __type: type, message });
  return { ...response, headers: { ...response.headers, 'content-type': 'application/x-amz-json-1.0' } };
}
