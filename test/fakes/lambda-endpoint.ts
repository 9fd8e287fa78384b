import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

interface Invocation {
  readonly name: string;
  readonly payload: unknown;
}

/** Lambda's Invoke over HTTP on this machine; `answer` makes each output, `{ error }` a failed function. */
export async function lambdaEndpoint(answer: (invocation: Invocation) => unknown) {
  const invocations: Invocation[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const name = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url ?? '')?.[1] ?? `? ${request.url}`;
      const invocation = { name, payload: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
      invocations.push(invocation);
      const output = answer(invocation);
      const failed = typeof output === 'object' && output !== null && 'error' in output;
      response.writeHead(200, failed ? { 'x-amz-function-error': 'Unhandled' } : {});
      response.end(JSON.stringify(failed ? { errorMessage: output.error } : output));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    invocations,
    [Symbol.asyncDispose]: async () => void (await new Promise((resolve) => server.close(resolve).closeAllConnections())),
  };
}

/** Runs a script of ours as a command, as npm does. */
export async function command(script: string, ...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../scripts', script), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}
