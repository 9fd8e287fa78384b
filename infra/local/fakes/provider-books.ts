import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Store } from '../store.ts';

export type RefundStatus = 'succeeded' | 'pending' | 'failed';

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

  /** What of a payment has gone back, or is on its way. */
  refunded(paymentId: string): number {
    const sql = "SELECT coalesce(sum(amount), 0) AS total FROM refunds WHERE paymentId = ? AND status <> 'failed'";
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
