import type * as z from 'zod';
import { amountWords, signedAmountWords } from '../../domain/money.ts';
import type { PointedError } from './problem.ts';

const most = 50;

/** A JSON Pointer (RFC 6901) to where a path leads. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).slice(0, 80).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** What zod found wrong, as pointers and sentences that say what to do; one per pointer, the narrowest. `value` is what was sent. */
export function explain(error: z.ZodError, value: unknown): PointedError[] {
  const found = new Map(error.issues.flatMap((issue) => explained(issue, value)).map((one) => [one.pointer, one]));
  return [...found.values()].slice(0, most);
}

function explained(issue: z.core.$ZodIssue, value: unknown): PointedError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointerTo([...issue.path, key]), message: 'Remove this field: it is not known here.' }));
  }
  if (issue.code === 'invalid_union') {
    const closest = issue.errors.toSorted((a, b) => a.length - b.length)[0];
    if (closest?.some((inner) => inner.path.length > 0)) {
      return closest.flatMap((inner) => explained({ ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue, value));
    }
  }
  const missing = valueAt(value, issue.path) === undefined;
  return [{ pointer: pointerTo(issue.path), message: missing ? `Add this field: ${wanted(issue)}.` : advice(issue) }];
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Record<PropertyKey, unknown>)[key];
  }
  return here;
}

function advice(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return issue.message;
  if (issue.message === amountWords || issue.message === signedAmountWords) return `${issue.message}.`;
  return `Give ${wanted(issue)}.`;
}

const units: Readonly<Record<string, string>> = { string: 'characters', array: 'items', set: 'items', file: 'bytes' };
const kinds: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  number: 'a number without quotes',
  int: 'a whole number without quotes',
  boolean: 'true or false',
  array: 'a list in [ ]',
  object: 'an object in { }',
  record: 'an object in { }',
};

function wanted(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected] ?? `a value of type ${issue.expected}`;
    case 'invalid_value':
      return `one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'too_big':
      return `at most ${issue.maximum}${unitOf(issue.origin)}`;
    case 'too_small':
      return `at least ${issue.minimum}${unitOf(issue.origin)}`;
    case 'invalid_format':
      return `a valid ${issue.format === 'regex' ? 'value of the documented form' : issue.format}`;
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'invalid_union':
      return 'one of the documented forms';
    default:
      return 'a value of the documented form';
  }
}

function unitOf(origin: string): string {
  return units[origin] ? ` ${units[origin]}` : '';
}
