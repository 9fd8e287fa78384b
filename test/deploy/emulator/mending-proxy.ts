import { createServer, request } from 'node:http';

/** An address that forwards to an emulator, and how to stop listening there. */
export interface MendingProxy {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Stands between the CDK CLI and MiniStack and mends two calls that it answers otherwise than CloudFormation: a stack is deleted by its
 * ARN as well as by its name, and deleting a change set that is not there is no error. Everything else passes unchanged. Only the CLI goes
 * through here; the functions and the tests speak to the emulator itself. A probe says for each of the two when it is no longer needed.
 */
export async function startMendingProxy(emulator: string): Promise<MendingProxy> {
  const { hostname, port } = new URL(emulator);
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { body, action } = byName(Buffer.concat(chunks), incoming.headers['content-type']);
    const headers = { ...incoming.headers, 'content-length': String(body.length) };
    const { 'transfer-encoding': _, ...kept } = headers;
    const forwarded = request({ hostname, port, method: incoming.method, path: incoming.url, headers: kept }, (answer) => {
      if (action === 'DeleteChangeSet' && answer.statusCode === 404) {
        answer.resume();
        outgoing
          .writeHead(200, { 'content-type': 'text/xml' })
          .end('<DeleteChangeSetResponse><DeleteChangeSetResult/></DeleteChangeSetResponse>');
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on('error', (error) => outgoing.writeHead(502).end(error.message));
    forwarded.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the mending proxy does not listen');
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** The action that a call of CloudFormation's query protocol names, and its body with a deleted stack's ARN made its name. */
export function byName(body: Buffer, type: string | undefined): { body: Buffer; action?: string } {
  if (!type?.startsWith('application/x-www-form-urlencoded')) return { body };
  const form = new URLSearchParams(body.toString());
  const action = form.get('Action') ?? undefined;
  const name = /^arn:aws[\w-]*:cloudformation:[^:]*:\d*:stack\/([^/]+)\//.exec(form.get('StackName') ?? '')?.[1];
  if (action !== 'DeleteStack' || name === undefined) return action === undefined ? { body } : { body, action };
  form.set('StackName', name);
  return { body: Buffer.from(form.toString()), action };
}
