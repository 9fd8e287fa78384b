import { serviceError } from '../service-error.ts';
import type { AsynchronousInvocations } from './asynchronous.ts';
import { jsonResponse, type LocalRequest, type LocalResponse } from './http-request.ts';
import type { Lambda } from './lambda.ts';

/** Lambda's Invoke, for functions that call functions and for command lines that come over HTTP. */
export class InvokeApi {
  private readonly lambda: Lambda;
  private readonly later: AsynchronousInvocations;

  constructor(lambda: Lambda, later: AsynchronousInvocations) {
    this.lambda = lambda;
    this.later = later;
  }

  async perform(operation: string, input: Record<string, unknown>): Promise<object> {
    if (operation !== 'Invoke') throw serviceError('UnknownOperationException', `The local Lambda does not know ${operation}`);
    const { FunctionName, InvocationType, Payload } = input;
    const model = this.lambda.find(String(FunctionName));
    const event: unknown = Payload === undefined ? {} : JSON.parse(Buffer.from(Payload as string | Uint8Array).toString('utf8'));
    if (InvocationType === 'Event') {
      this.later.add(model.name, event);
      return { StatusCode: 202 };
    }
    const result = await this.lambda.invoke(model, event);
    const answer = new TextEncoder().encode(JSON.stringify(result.ok ? result.output : result.error));
    return { StatusCode: 200, ExecutedVersion: '1', Payload: answer, ...(result.ok ? {} : { FunctionError: 'Unhandled' }) };
  }

  /** `GET /2015-03-31/functions/{name}/configuration`. */
  describe(name: string): LocalResponse {
    try {
      const { name: FunctionName, environment } = this.lambda.find(name);
      return jsonResponse(200, { FunctionName, Environment: { Variables: environment } });
    } catch (failure) {
      return jsonResponse(404, { Type: 'User', Message: (failure as Error).message });
    }
  }

  /** `POST /2015-03-31/functions/{name}/invocations`. */
  async serve(name: string, request: LocalRequest): Promise<LocalResponse> {
    const error = (status: number, type: string, message: string): LocalResponse => {
      const { headers, body } = jsonResponse(status, { Type: 'User', Message: message });
      return { status, headers: { ...headers, 'x-amzn-errortype': type }, body };
    };
    const Payload = request.body.length === 0 ? undefined : request.body;
    try {
      const input = { FunctionName: name, InvocationType: request.headers['x-amz-invocation-type'], Payload };
      const output = (await this.perform('Invoke', input)) as { StatusCode: number; Payload?: Uint8Array; FunctionError?: string };
      const headers = {
        'content-type': 'application/json',
        'x-amz-executed-version': '1',
        ...(output.FunctionError ? { 'x-amz-function-error': output.FunctionError } : {}),
      };
      return { status: output.StatusCode, headers, body: Buffer.from(output.Payload ?? new Uint8Array()) };
    } catch (failure) {
      if (failure instanceof SyntaxError) return error(400, 'InvalidRequestContentException', 'Could not parse request body into json');
      const { name: type, message } = failure as Error;
      return error(type === 'ResourceNotFoundException' ? 404 : 500, type, message);
    }
  }
}
