import type { SystemClock } from '../clock.ts';
import { serviceError } from '../service-error.ts';
import type { Store } from '../store.ts';
import type { LocalRequest, LocalResponse } from './http-request.ts';

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST, GET, OPTIONS',
  'access-control-allow-headers': '*',
};
const answer = (status: number, body: string | Buffer = '', type = 'text/plain'): LocalResponse => ({
  status,
  headers: { ...CORS, 'content-type': type },
  body,
});

/** Buckets: what browsers upload by a presigned form lands here under `/local/uploads/BUCKET`. */
export class Uploads {
  private readonly store: Store;
  private readonly clock: SystemClock;

  constructor(store: Store, clock: SystemClock) {
    this.store = store;
    this.clock = clock;
  }

  perform(operation: string, input: Record<string, unknown>): object {
    const { Bucket, Key } = input;
    const found = this.find(String(Bucket), String(Key));
    if (operation === 'PutObject') {
      this.put(
        String(Bucket),
        String(Key),
        String(input.ContentType ?? 'application/octet-stream'),
        Buffer.from(input.Body as string | Uint8Array),
      );
      return {};
    }
    if (operation === 'DeleteObject') {
      this.store.db.prepare('DELETE FROM uploads WHERE bucket = ? AND key = ?').run(String(Bucket), String(Key));
      return {};
    }
    if (operation !== 'HeadObject' && operation !== 'GetObject')
      throw serviceError('UnknownOperationException', `The local buckets do not know ${operation}`);
    if (found === undefined)
      throw serviceError(operation === 'HeadObject' ? 'NotFound' : 'NoSuchKey', 'The specified key does not exist.', 404);
    const Body = {
      transformToString: async () => found.body.toString('utf8'),
      transformToByteArray: async () => new Uint8Array(found.body),
    };
    return { ContentLength: found.body.length, ContentType: found.type, ...(operation === 'GetObject' ? { Body } : {}) };
  }

  /** Serves `/local/uploads/BUCKET[/KEY]`: the form's POST, and GET to look at what came. */
  async serve(request: LocalRequest): Promise<LocalResponse> {
    if (request.method === 'OPTIONS') return answer(204);
    const [bucket = '', ...key] = request.path.replace(/^\/local\/uploads\//, '').split('/');
    if (request.method === 'GET') {
      const found = this.find(bucket, key.join('/'));
      return found === undefined ? answer(404, 'Not found') : answer(200, found.body, found.type);
    }
    const form = await new Response(new Uint8Array(request.body), {
      headers: { 'content-type': request.headers['content-type'] ?? '' },
    }).formData();
    const file = form.get('file');
    const name = form.get('key');
    if (!(file instanceof Blob) || typeof name !== 'string') return answer(400, 'The form needs the fields "key" and, last, "file".');
    const type = String(form.get('Content-Type') ?? file.type);
    const refused = refusal(String(form.get('policy') ?? form.get('Policy') ?? ''), file.size, this.clock.now());
    if (refused !== undefined) return answer(400, refused);
    this.put(bucket, name, type, Buffer.from(await file.arrayBuffer()));
    return answer(204);
  }

  private find(bucket: string, key: string): { type: string; body: Buffer } | undefined {
    const row = this.store.db.prepare('SELECT type, body FROM uploads WHERE bucket = ? AND key = ?').get(bucket, key);
    return row && { type: String(row.type), body: Buffer.from(row.body as Uint8Array) };
  }

  private put(bucket: string, key: string, type: string, body: Buffer): void {
    this.store.db.prepare('INSERT OR REPLACE INTO uploads (bucket, key, type, body) VALUES (?, ?, ?, ?)').run(bucket, key, type, body);
  }
}

/** What S3 says when the file's size is not what the signed form allows, or the form is too old. */
function refusal(policy: string, size: number, now: number): string | undefined {
  if (policy === '') return 'AccessDenied';
  const { conditions, expiration } = JSON.parse(Buffer.from(policy, 'base64').toString('utf8')) as {
    conditions: unknown[];
    expiration: string;
  };
  if (Date.parse(expiration) < now) return 'AccessDenied: Policy expired';
  const range = conditions.find((condition) => Array.isArray(condition) && condition[0] === 'content-length-range') as
    | unknown[]
    | undefined;
  if (range === undefined) return undefined;
  if (size < Number(range[1])) return 'EntityTooSmall';
  return size > Number(range[2]) ? 'EntityTooLarge' : undefined;
}
