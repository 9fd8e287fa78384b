import { personIdOf } from '../../domain/identifiers.ts';
import { randomHex } from '../runtime/random.ts';
import type { Place } from './codes.ts';

/** A new lookup's id: 16 random bytes, so that nobody guesses somebody else's. */
export function newLookupId(): string {
  return randomHex(16);
}

/** Undefined for what is no lookup id of ours. */
export function lookupPlace(lookupId: string): Place | undefined {
  return /^[0-9a-f]{32}$/.test(lookupId) ? { pk: `LOOKUP#${lookupId}`, sk: 'LOOKUP' } : undefined;
}

/** A new sign-in's id: the colleague's person id and 8 random bytes, so that the code alone, with the address, finds it. */
export function newSessionId(email: string): string {
  return `${personIdOf(email)}.${randomHex(8)}`;
}

/** Where the sign-ins that one person asked for stand together. */
export function sessionsOf(personId: string): string {
  return `SESSION#${personId}`;
}

/** Where one sign-in stands. */
export function sessionPlace(sessionId: string): Place {
  const [person = '', random = ''] = sessionId.split('.');
  return { pk: `SESSION#${person}`, sk: `SESSION#${random}` };
}
