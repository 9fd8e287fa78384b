import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Cloud } from './cloud.ts';
import { problem } from './levers/lever.ts';
import { pullLever } from './levers/pull-lever.ts';
import { pageFor } from './pages/page-for.ts';
import { staticPage } from './pages/static-pages.ts';
import { answerAwsJson, isAwsJson } from './services/aws-json-api.ts';
import { BodyTooLarge, type LocalRequest, type LocalResponse, readRequest } from './services/http-request.ts';
import { uploadsOrigin } from './services/lambda-environment.ts';

/** API Gateway takes no more. */
const LARGEST = 10 * 1024 * 1024;

/** Answers one request: the Invoke API, levers, local pages, the HTTP API, static pages. */
export async function answer(cloud: Cloud, request: LocalRequest): Promise<LocalResponse> {
  if (isAwsJson(request)) return answerAwsJson(cloud, request);
  const configured = request.method === 'GET' ? /^\/2015-03-31\/functions\/([^/]+)\/configuration$/.exec(request.path)?.[1] : undefined;
  if (configured !== undefined) return cloud.invokeApi.describe(decodeURIComponent(configured));
  const invoked = request.method === 'POST' ? /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.path)?.[1] : undefined;
  if (invoked !== undefined) return cloud.invokeApi.serve(decodeURIComponent(invoked), request);
  if (request.path.startsWith('/local/uploads/')) return cloud.uploads.serve(request);
  if (request.path === '/local' || request.path.startsWith('/local/')) {
    return (
      (await pullLever(cloud, request)) ??
      pageFor(cloud, request) ??
      problem(404, 'The local cloud has nothing here; /local/ lists what it has.')
    );
  }
  if (cloud.api.serves(request.method, request.path)) return cloud.api.answer(request);
  return (await staticPage(request, uploadsOrigin(cloud.endpoint))) ?? cloud.api.answer(request);
}

/** Listens on 127.0.0.1, which is what localhost means; answers the server and the port that it got. */
export async function listen(port: number): Promise<{ server: Server; port: number; serve: (cloud: Cloud) => void }> {
  let cloud: Cloud | undefined;
  const server = createServer((incoming, response) => {
    readRequest(incoming, LARGEST)
      .then((request) => (cloud === undefined ? problem(503, 'The local cloud is starting.') : answer(cloud, request)))
      .catch((error: unknown) => refusalOf(error))
      .then((answered) => send(response, answered))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const got = typeof address === 'object' && address !== null ? address.port : port;
  const serve = (ready: Cloud) => {
    cloud = ready;
  };
  return { server, port: got, serve };
}

function refusalOf(error: unknown): LocalResponse {
  if (error instanceof BodyTooLarge) return problem(413, 'The body is larger than anything taken here.');
  process.stderr.write(`local cloud: ${error instanceof Error ? error.stack : String(error)}\n`);
  return problem(500, 'The local cloud failed; its error output says why.');
}

function send(response: ServerResponse, { status, headers, body }: LocalResponse): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
