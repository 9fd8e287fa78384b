import type * as z from 'zod';
import { explain } from './explain.ts';
import { Problem, wrongContent } from './problem.ts';
import { strangeText } from './strange-text.ts';

const largest = 262_144;

interface Incoming {
  readonly body?: string | undefined;
  readonly isBase64Encoded?: boolean;
}

/** The body's bytes. Throws 413 above 256 kB, measured after base64. */
export function sizeChecked({ body, isBase64Encoded }: Incoming): Buffer {
  const bytes = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > largest) throw new Problem(413, 'too-large', 'Send at most 256 kB. Photos go to /v1/uploads.');
  return bytes;
}

/** What a route's body says. Throws 415 for another type, 400 for what is no JSON, 422 for what does not fit. */
export function readBody(schema: z.ZodType | undefined, contentType: string | undefined, bytes: Buffer): unknown {
  if (!schema) return undefined;
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json' && (type || bytes.length > 0)) {
    throw new Problem(415, 'wrong-type', 'Send JSON, with `content-type: application/json`.');
  }
  if (bytes.length === 0) return withoutBody(schema);
  return fitting(schema, parsed(bytes));
}

/** A body that may be `{}` may be left away. */
function withoutBody(schema: z.ZodType): unknown {
  const empty = schema.safeParse({});
  if (!empty.success) throw new Problem(400, 'malformed', 'Send a JSON object as the body.');
  return empty.data;
}

export function malformed(): Problem {
  return new Problem(400, 'malformed', 'The body is no valid JSON in UTF-8. Check quotes, commas and brackets.');
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw malformed();
  }
}

/** What the query says; a parameter that is given twice counts once, the last time. */
export function readQuery(schema: z.ZodType | undefined, rawQuery: string | undefined): unknown {
  return schema ? fitting(schema, Object.fromEntries(new URLSearchParams(rawQuery ?? ''))) : undefined;
}

function fitting(schema: z.ZodType, value: unknown): unknown {
  const strange = strangeText(value);
  if (strange) throw wrongContent([strange]);
  const result = schema.safeParse(value);
  if (!result.success) throw wrongContent(explain(result.error, value));
  return result.data;
}
