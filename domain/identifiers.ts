import { createHash } from 'node:crypto';
import * as z from 'zod';

/** `R-` and eight Crockford characters (no I, L, O, U): short enough for the phone, 2^40 of them. */
export const CaseId = z.string().regex(/^R-[0-9A-HJKMNP-TV-Z]{8}$/);
export const OrderId = z.string().min(1).max(64);
export const LineId = z.string().min(1).max(64);
/** Random hex, survives case folding, no secret. */
export const ApprovalId = z.string().regex(/^[0-9a-f]{32}$/);
export const RefundId = z.string().regex(/^rf_[0-9a-f]{24}$/);
/** An exchange that the shop is asked for. */
export const ExchangeId = z.string().regex(/^ex_[0-9a-f]{24}$/);
/** `p_` and twelve hex digits: stands for a colleague wherever an address must not appear. */
export const PersonId = z.string().regex(/^p_[0-9a-f]{12}$/);
/** RFC 3339 in UTC. */
export const Instant = z.iso.datetime();

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new case id from 40 random bits; `bytes` holds at least eight random bytes. */
export function caseIdFrom(bytes: Uint8Array): string {
  return `R-${Array.from(bytes.slice(0, 8), (byte) => crockford[byte % 32]).join('')}`;
}

/** The id that stands for a colleague's address in logs, events and cases. */
export function personIdOf(email: string): string {
  return `p_${createHash('sha256').update(email.trim().toLowerCase()).digest('hex').slice(0, 12)}`;
}

/** One of 16 index shards, stable for an id. */
export function shardOf(id: string): string {
  return (createHash('sha256').update(id).digest()[0]! % 16).toString(16).padStart(2, '0');
}
