import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Store } from '../store.ts';

export type RefundStatus = 'succeeded' | 'pending' | 'requires_action' | 'failed' | 'canceled';

/** A refund in the provider's books; amounts in minor units, `at` in epoch milliseconds. */
export interface ProviderRefund {
  readonly refundId: string;
  readonly paymentId: string;
  readonly amount: number;
  readonly currency: string;
  readonly status: RefundStatus;
  readonly caseId: string | null;
  readonly origin: 'api' | 'dashboard';
  readonly at: number;
}

interface PageQuery {
  readonly paymentId?: string | undefined;
  /** RFC 3339; that instant included. */
  readonly since?: string | undefined;
  readonly startingAfter?: string | undefined;
  readonly limit: number;
}

/** The provider's own id of a refund. It knows nothing of ours but what stands in the metadata. */
export function providerIdOf(refundId: string): string {
  return `re_${refundId.replace(/\W/g, '')}`;
}

/** Our id and case as the metadata keep them; empty for a refund of the dashboard. One that was made again keeps the first one's. */
export function metadataOf({ refundId, caseId, origin }: ProviderRefund): { refundId?: string; caseId?: string } {
  if (origin === 'dashboard') return {};
  return { refundId: refundId.replace(/_again_[0-9a-f]+$/, ''), ...(caseId === null ? {} : { caseId }) };
}

/** What the payment provider knows. Every refund made is also a line of `payments.jsonl`, where there is a data folder. */
export class ProviderBooks {
  private readonly store: Store;
  private readonly file: string | undefined;

  constructor(store: Store, file?: string) {
    this.store = store;
    this.file = file;
    this.completeFile();
  }

  charge(paymentId: string): { captured: number; currency: string } | undefined {
    const row = this.store.db.prepare('SELECT captured, currency FROM charges WHERE paymentId = ?').get(paymentId);
    return row && { captured: Number(row.captured), currency: String(row.currency) };
  }

  setCharge(paymentId: string, captured: number, currency: string): void {
    this.store.db
      .prepare('INSERT INTO charges VALUES (?, ?, ?) ON CONFLICT (paymentId) DO UPDATE SET captured = max(captured, excluded.captured)')
      .run(paymentId, captured, currency);
  }

  refund(refundId: string): ProviderRefund | undefined {
    const row = this.store.db.prepare('SELECT * FROM refunds WHERE refundId = ?').get(refundId);
    return row as unknown as ProviderRefund | undefined;
  }

  refunds(): ProviderRefund[] {
    return this.store.db.prepare('SELECT * FROM refunds ORDER BY at, rowid').all() as unknown as ProviderRefund[];
  }

  /** Refunds newest first, a page of them after one that the reader has already. */
  page({ paymentId, since, startingAfter, limit }: PageQuery): { refunds: ProviderRefund[]; hasMore: boolean } {
    const from = Date.parse(since ?? '') || 0;
    const fits = this.refunds().filter((refund) => (paymentId === undefined || refund.paymentId === paymentId) && refund.at >= from);
    const newestFirst = fits.reverse();
    const start = newestFirst.findIndex((refund) => providerIdOf(refund.refundId) === startingAfter) + 1;
    return { refunds: newestFirst.slice(start, start + limit), hasMore: newestFirst.length > start + limit };
  }

  /** What of a payment has gone back, or is on its way. */
  refunded(paymentId: string): number {
    const sql = "SELECT coalesce(sum(amount), 0) AS total FROM refunds WHERE paymentId = ? AND status NOT IN ('failed', 'canceled')";
    return Number(this.store.db.prepare(sql).get(paymentId)?.total);
  }

  insert({ refundId, paymentId, amount, currency, status, caseId, origin, at }: ProviderRefund): void {
    this.store.db
      .prepare('INSERT INTO refunds (refundId, paymentId, amount, currency, status, caseId, origin, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
      .run(refundId, paymentId, amount, currency, status, caseId, origin, at);
  }

  setStatus(refundId: string, status: RefundStatus): void {
    this.store.db.prepare('UPDATE refunds SET status = ? WHERE refundId = ?').run(status, refundId);
  }

  addCall(refundId: string, call: { at: string; key: string; amount: number; outcome: string }): void {
    this.store.db.prepare('INSERT INTO refund_calls (refundId, body) VALUES (?, ?)').run(refundId, JSON.stringify(call));
  }

  calls(refundId: string): unknown[] {
    return this.store.db
      .prepare('SELECT body FROM refund_calls WHERE refundId = ? ORDER BY id')
      .all(refundId)
      .map(({ body }) => JSON.parse(String(body)));
  }

  /** Writes the line of a refund that is committed; at once on disk, before anybody is answered. */
  appendLine({ at, ...refund }: ProviderRefund): void {
    if (this.file !== undefined)
      appendFileSync(this.file, `${JSON.stringify({ at: new Date(at).toISOString(), ...refund })}\n`, { flush: true });
  }

  /** A kill between the commit and its line must not lose the line. */
  private completeFile(): void {
    if (this.file === undefined) return;
    const written = new Set<unknown>();
    if (existsSync(this.file)) {
      for (const line of readFileSync(this.file, 'utf8').split('\n'))
        if (line.endsWith('}')) written.add((JSON.parse(line) as ProviderRefund).refundId);
    }
    for (const refund of this.refunds()) if (!written.has(refund.refundId)) this.appendLine(refund);
  }
}
