import { createHash } from 'node:crypto';
import jsonata from 'jsonata';

/** Where time and chance come from: `now` in epoch milliseconds, `random` in [0, 1). */
export interface Environment {
  now: number;
  random: () => number;
}

const formatNow = jsonata('$fromMillis($instant)');
const formatNowAs = jsonata('$fromMillis($instant, $picture)');
const formatNowIn = jsonata('$fromMillis($instant, $picture, $zone)');
const HASHES: Record<string, string> = { MD5: 'md5', 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };

/** The functions that Step Functions adds to JSONata, and its own clock; `$eval` is taken away as on AWS (T1006). */
export function jsonataFunctions(env: Environment): Record<string, unknown> {
  return {
    eval: undefined,
    now: (picture?: string, zone?: string) => {
      const format = picture === undefined ? formatNow : zone === undefined ? formatNowAs : formatNowIn;
      return format.evaluate(undefined, { instant: env.now, picture, zone });
    },
    millis: () => env.now,
    partition,
    range,
    hash,
    random: (seed?: unknown) => (seed === undefined ? env.random() : seeded(seed)),
    shuffle: (array: unknown) => shuffle(array, env.random),
    uuid: () => uuid(env.random),
    parse,
  };
}

function partition(array: unknown, size: unknown): unknown {
  if (array === undefined) return undefined;
  const items: unknown[] = Array.isArray(array) ? array : [array];
  if (typeof size !== 'number' || size < 1) throw new Error('$partition needs a chunk size of at least 1');
  const whole = Math.floor(size);
  return Array.from({ length: Math.ceil(items.length / whole) }, (_, chunk) => items.slice(chunk * whole, (chunk + 1) * whole));
}

function range(first: unknown, last: unknown, step: unknown): unknown {
  if (typeof first !== 'number' || typeof last !== 'number' || typeof step !== 'number')
    throw new Error('$range needs three numbers: first, last, step');
  const by = Math.trunc(step);
  if (by === 0) throw new Error('$range needs a step other than 0');
  const length = Math.max(0, Math.floor((last - first) / by) + 1);
  if (length > 1000) throw new Error('$range yields at most 1000 numbers');
  return Array.from({ length }, (_, index) => first + index * by);
}

function hash(data: unknown, algorithm: unknown): unknown {
  if (data === undefined) return undefined;
  const name = HASHES[String(algorithm)];
  if (name === undefined) throw new Error(`$hash knows ${Object.keys(HASHES).join(', ')}`);
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return createHash(name).update(text, 'utf8').digest('hex');
}

/** Same seed, same number: the first one of java.util.Random, as AWS gives it bit for bit. */
function seeded(seed: unknown): number {
  if (typeof seed !== 'number') throw new Error('$random takes a number as its seed');
  const mask = (1n << 48n) - 1n;
  let state = (BigInt(Math.trunc(seed)) ^ 0x5deece66dn) & mask;
  const next = (bits: bigint) => {
    state = (state * 0x5deece66dn + 0xbn) & mask;
    return Number(state >> (48n - bits));
  };
  return (next(26n) * 2 ** 27 + next(27n)) / 2 ** 53;
}

function shuffle(array: unknown, random: () => number): unknown {
  if (!Array.isArray(array)) return array === undefined ? undefined : [array];
  const shuffled: unknown[] = [];
  for (const item of array) {
    const place = Math.floor(random() * (shuffled.length + 1));
    shuffled.push(shuffled[place]);
    shuffled[place] = item;
  }
  return shuffled;
}

function uuid(random: () => number): string {
  const digit = () => Math.floor(random() * 16).toString(16);
  const variant = () => (8 + Math.floor(random() * 4)).toString(16);
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replaceAll(/[xy]/g, (mark) => (mark === 'x' ? digit() : variant()));
}

function parse(text: unknown): unknown {
  if (text === undefined) return undefined;
  if (typeof text !== 'string') throw new Error('$parse needs a string that holds JSON');
  return JSON.parse(text);
}
