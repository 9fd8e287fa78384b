import type { Operations } from './generated/operations.ts';
import { language, t } from './language.ts';

/** What the API said when it did not do it: the status, the sentence for people, and which field. */
export class ApiProblem extends Error {
  override name = 'ApiProblem';
  readonly status: number;
  readonly fields: readonly { pointer: string; message: string }[];
  readonly body: Record<string, unknown>;
  constructor(status: number, body: Record<string, unknown>) {
    super(String(body.detail ?? body.title ?? `The service answered ${status}.`));
    this.status = status;
    this.body = body;
    this.fields = Array.isArray(body.errors) ? (body.errors as { pointer: string; message: string }[]) : [];
  }
}

type Name = keyof Operations;
interface Extra {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string | undefined>;
  readonly token?: string | undefined;
  readonly idempotencyKey?: string;
}

/** Calls one operation, named as in the API description. Throws ApiProblem for every answer that is not a success. */
export async function call<N extends Name>(name: N, body?: Operations[N]['body'], extra: Extra = {}): Promise<Operations[N]['answer']> {
  const [method, path] = name.split(' ') as [string, string];
  const filled = path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(extra.params?.[key] ?? ''));
  const query = new URLSearchParams(Object.entries(extra.query ?? {}).filter((entry): entry is [string, string] => Boolean(entry[1])));
  const headers: Record<string, string> = { 'accept-language': language() };
  if (extra.token) headers.authorization = `Bearer ${extra.token}`;
  if (extra.idempotencyKey) headers['idempotency-key'] = extra.idempotencyKey;
  if (method !== 'GET') headers['content-type'] = 'application/json';
  const response = await fetch(`${filled}${query.size ? `?${query}` : ''}`, {
    method,
    headers,
    ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
  }).catch(() => {
    throw new Error(t('offline'));
  });
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (!response.ok) throw new ApiProblem(response.status, answer);
  return answer as Operations[N]['answer'];
}

/** Sends a file to the place that the API named for it: a customer's photo, or a colleague's label. */
export async function upload(
  file: File,
  token: string,
  to: 'POST /v1/uploads' | 'POST /v1/agent/uploads' = 'POST /v1/uploads',
): Promise<string> {
  const described = { type: file.type, size: file.size } as Operations['POST /v1/uploads']['body'];
  const place = await call(to, described, { token });
  const form = new FormData();
  for (const [key, value] of Object.entries(place.fields)) form.append(key, String(value));
  form.append('file', file);
  const response = await fetch(place.url, { method: 'POST', body: form });
  if (!response.ok) throw new ApiProblem(response.status, { detail: t('uploadFailed') });
  return place.uploadId;
}

/** The label of a return as something that the browser can open; the token travels in a header, so a plain link cannot. */
export async function labelOf(caseId: string, token: string): Promise<string> {
  const response = await fetch(`/v1/returns/${encodeURIComponent(caseId)}/label`, {
    headers: { authorization: `Bearer ${token}`, 'accept-language': language() },
  });
  if (!response.ok) throw new ApiProblem(response.status, (await response.json().catch(() => ({}))) as Record<string, unknown>);
  return URL.createObjectURL(await response.blob());
}
