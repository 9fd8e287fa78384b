import { createHash, timingSafeEqual } from 'node:crypto';

/** SHA-256 in hex: what is kept instead of tokens, codes and keys. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Compares two hashes in constant time. */
export function sameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Addresses are compared and hashed in this form. */
export function plainEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** What is kept of an address that only has to be recognised. */
export function addressHash(email: string): string {
  return sha256(plainEmail(email));
}

/** DynamoDB's time-to-live: whole seconds since 1970. */
export function ttlAt(instant: Date | string, extraSeconds = 0): number {
  return Math.floor(new Date(instant).getTime() / 1000) + extraSeconds;
}
