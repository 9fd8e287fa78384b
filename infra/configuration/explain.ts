import type * as z from 'zod';

/** What is wrong with a configuration, one line for each field: where it stands, what to write there, and what stands there now. */
export function explain(error: z.ZodError, given: unknown, where: readonly string[], fields: readonly string[]): string[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknown([...issue.path, key], where, fields));
    const path = issue.path;
    return `${named([...where, ...path])}: ${issue.message}${shown(path.reduce<unknown>(inside, given), issue.message)}`;
  });
}

const named = (path: readonly PropertyKey[]): string => path.map(String).join('.');
const inside = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;

/** What stands there now; never what may be a secret. */
function shown(value: unknown, message: string): string {
  if (value === undefined) return ' (it is missing)';
  if (message.includes('secret') || typeof value === 'object') return '';
  return ` (it is ${JSON.stringify(value)})`;
}

function unknown(path: readonly PropertyKey[], where: readonly string[], fields: readonly string[]): string {
  const key = String(path.at(-1));
  const close = fields.find((field) => distance(field.toLowerCase(), key.toLowerCase()) <= 2);
  const cure = close ? `write ${close} instead, or remove it` : `remove it, or write one of ${fields.join(', ')}`;
  return `${named([...where, ...path])}: there is no such field; ${path.length > 1 ? 'remove it, or look its name up in docs/configuration.md' : cure}`;
}

/** How many letters must be put in, taken out or changed to make one word of the other (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1));
    row = next;
  }
  return row[other.length]!;
}
