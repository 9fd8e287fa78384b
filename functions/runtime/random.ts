import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { caseIdFrom } from '../../domain/identifiers.ts';

// The only source of randomness: the local cloud replaces node:crypto here to repeat a run.

/** `bytes` random bytes as lower-case hex. */
export function randomHex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}

/** A new case id, `R-` and eight characters. */
export function newCaseId(): string {
  return caseIdFrom(randomBytes(8));
}

/** A new refund id, kept for the refund's whole life. */
export function newRefundId(): string {
  return `rf_${randomHex(12)}`;
}

/** A new exchange id, which the shop answers to. */
export function newExchangeId(): string {
  return `ex_${randomHex(12)}`;
}

/** A new approval id: random hex, no secret. */
export function newApprovalId(): string {
  return randomHex(16);
}

/** A bearer token of 32 random bytes, base64url. Only its hash may be kept. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Six decimal digits, uniformly. */
export function newCode(): string {
  return String(randomInt(0, 1_000_000)).padStart(6, '0');
}

/** An id for texts, uploads and lookups. */
export function newId(): string {
  return randomUUID();
}

/** A key of 32 random bytes, which lock what one customer confided to us. */
export function newDataKey(): Buffer {
  return randomBytes(32);
}

/** Twelve random bytes, used once with a key (AES-GCM). */
export function newNonce(): Buffer {
  return randomBytes(12);
}

/** A whole number of milliseconds in [0, below): spreads retries out. */
export function jitter(below: number): number {
  return randomInt(0, Math.max(1, below));
}
