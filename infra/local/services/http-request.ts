import type { IncomingMessage } from 'node:http';

/** An HTTP request, whether it came over a socket or from within. Header names are lower-case. */
export interface LocalRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly ip: string;
}

/** An answer; a text body goes out as UTF-8. */
export interface LocalResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export const jsonResponse = (status: number, body: unknown): LocalResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** A body larger than anything that is taken here. */
export class BodyTooLarge extends Error {
  override name = 'BodyTooLarge';
}

/** Reads a request to its end, keeping no more than `largest`: who stops reading cuts the connection and the answer. Throws BodyTooLarge. */
export async function readRequest(incoming: IncomingMessage, largest: number): Promise<LocalRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= largest) chunks.push(chunk);
  }
  if (size > largest) throw new BodyTooLarge();
  const [path = '/', query = ''] = (incoming.url ?? '/').split(/\?(.*)/s);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(',') : value;
  return {
    method: incoming.method ?? 'GET',
    path,
    query,
    headers,
    body: Buffer.concat(chunks),
    ip: incoming.socket.remoteAddress ?? '127.0.0.1',
  };
}
