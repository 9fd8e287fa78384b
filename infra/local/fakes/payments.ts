import { isDeepStrictEqual } from 'node:util';
import type { Chance } from '../chance.ts';
import type { SystemClock } from '../clock.ts';
import type { Fault } from '../fault-modes.ts';
import type { Store } from '../store.ts';
import { metadataOf, type ProviderBooks, type ProviderRefund, providerIdOf, type RefundStatus } from './provider-books.ts';

const KEY_LIFE = 24 * 3_600_000;

/** An answer over HTTP. */
export interface ProviderAnswer {
  readonly status: number;
  readonly body: unknown;
}

interface RefundParams {
  readonly refundId?: string;
  readonly paymentId?: string;
  readonly amount?: number;
  readonly currency?: string;
  readonly caseId?: string;
}

const no = (status: number, code: string, message: string): ProviderAnswer => ({ status, body: { error: { code, message } } });

/** The payment provider: keeps idempotency keys for a day as Stripe does, refuses to give back more than was taken. */
export class PaymentsFake {
  private readonly of: {
    store: Store;
    clock: SystemClock;
    chance: Chance;
    books: ProviderBooks;
    /** Tells the shop of an outcome by webhook; joins the transaction under way. */
    tell: (refund: ProviderRefund, type: string, times: number) => void;
  };

  constructor(of: PaymentsFake['of']) {
    this.of = of;
  }

  /** `POST /refunds`. The same key with the same parameters gives the same answer, with others an error. */
  create(key: string, params: RefundParams, twist?: Fault): ProviderAnswer {
    const { store, clock, books } = this.of;
    const kept = this.kept(key);
    const answer =
      kept === undefined
        ? undefined
        : isDeepStrictEqual(kept.params, params)
          ? kept.answer
          : no(400, 'idempotency_error', 'The key was used with other parameters');
    const known = params.refundId === undefined ? undefined : books.refund(params.refundId);
    if (answer !== undefined) {
      this.note(params, key, kept?.answer === answer ? 'replayed' : 'refused');
      return answer;
    }
    const made = store.transaction(() => {
      const fresh = this.decide(params, known, twist);
      const answered: ProviderAnswer = 'status' in fresh && 'body' in fresh ? fresh : { status: 200, body: viewOf(fresh) };
      store.db
        .prepare('INSERT OR REPLACE INTO idempotency_keys (key, params, answer, at) VALUES (?, ?, ?, ?)')
        .run(key, JSON.stringify(params), JSON.stringify(answered), clock.now());
      this.note(params, key, answered.status === 200 ? 'made' : 'refused');
      return { fresh, answered };
    });
    if ('refundId' in made.fresh) books.appendLine(made.fresh);
    return made.answered;
  }

  /** `GET /refunds/{id}`, by the provider's own id. */
  read(providerId: string): ProviderAnswer {
    const refund = this.of.books.refunds().find(({ refundId }) => providerIdOf(refundId) === providerId);
    return refund === undefined ? no(404, 'resource_missing', 'No such refund') : { status: 200, body: viewOf(refund) };
  }

  /** `GET /refunds`: of a payment or since an instant, newest first, ten at a time unless asked otherwise, as Stripe lists them. */
  list(query: URLSearchParams): ProviderAnswer {
    const text = (name: string) => query.get(name) ?? undefined;
    const limit = Math.min(100, Math.max(1, Number(query.get('limit') ?? 10) || 10));
    const asked = { paymentId: text('paymentId'), since: text('since'), startingAfter: text('startingAfter'), limit };
    const { refunds, hasMore } = this.of.books.page(asked);
    return { status: 200, body: { data: refunds.map(viewOf), hasMore } };
  }

  /** Somebody refunds in the provider's own dashboard. */
  refundByHand(paymentId: string, amount: number): ProviderAnswer {
    const charge = this.of.books.charge(paymentId);
    const refundId = `dash_${this.of.chance.bytes(12).toString('hex')}`;
    const currency = charge?.currency ?? 'GBP';
    const made = this.of.store.transaction(() => this.decide({ refundId, paymentId, amount, currency }, undefined, undefined, 'dashboard'));
    if (!('refundId' in made)) return made;
    this.of.books.appendLine(made);
    return { status: 200, body: viewOf(made) };
  }

  /** The provider's outcome of a refund, told by webhook as often as wanted. */
  settle(refundId: string, status: RefundStatus, times: number): ProviderAnswer {
    const { store, books, tell } = this.of;
    if (books.refund(refundId) === undefined) return no(404, 'unknown-refund', 'No such refund');
    return store.transaction(() => {
      books.setStatus(refundId, status);
      const refund = books.refund(refundId);
      // Stripe tells of a failure under both names, each an event of its own.
      if (refund)
        for (const type of status === 'failed' ? ['refund.updated', 'refund.failed'] : ['refund.updated']) tell(refund, type, times);
      return { status: 200, body: refund && viewOf(refund) };
    });
  }

  private kept(key: string): { params: unknown; answer: ProviderAnswer } | undefined {
    const row = this.of.store.db.prepare('SELECT params, answer, at FROM idempotency_keys WHERE key = ?').get(key);
    if (row === undefined || this.of.clock.now() - Number(row.at) >= KEY_LIFE) return undefined;
    return { params: JSON.parse(String(row.params)), answer: JSON.parse(String(row.answer)) as ProviderAnswer };
  }

  private decide(
    params: RefundParams,
    known: ProviderRefund | undefined,
    twist: Fault | undefined,
    origin: 'api' | 'dashboard' = 'api',
  ): ProviderRefund | ProviderAnswer {
    const { books, clock, chance, tell } = this.of;
    const { refundId, paymentId = '', amount = 0, currency = '', caseId = null } = params;
    const charge = books.charge(paymentId);
    if (charge === undefined) return no(400, 'unknown-payment', `No such payment: ${paymentId}`);
    if (!Number.isSafeInteger(amount) || amount < 1) return no(400, 'bad-amount', 'amount must be a whole number of minor units');
    if (charge.currency !== currency) return no(400, 'wrong-currency', `The payment was made in ${charge.currency}`);
    if (books.refunded(paymentId) + amount > charge.captured) return no(400, 'over-refund', 'More than is left of the payment');
    // A provider knows nothing of our ids: once the key is forgotten, asking again moves the money again.
    const id = known === undefined && refundId !== undefined ? refundId : `${refundId ?? 're'}_again_${chance.bytes(4).toString('hex')}`;
    const status = twist?.mode === 'pending' ? 'pending' : 'succeeded';
    const refund: ProviderRefund = { refundId: id, paymentId, amount, currency, status, caseId, origin, at: clock.now() };
    books.insert(refund);
    const times = twist?.mode === 'duplicate' ? 2 : 1;
    if (twist?.mode !== 'lose') for (const type of ['refund.created', 'charge.refunded']) tell(refund, type, times);
    return refund;
  }

  /** Remembers a call about a refund, also one that a fault kept from acting. */
  note(params: RefundParams, key: string, outcome: string): void {
    const at = new Date(this.of.clock.now()).toISOString();
    this.of.books.addCall(params.refundId ?? key, { at, key, amount: params.amount ?? 0, outcome });
  }
}

const viewOf = (refund: ProviderRefund) => {
  const { refundId, paymentId, amount, currency, status, at } = refund;
  return { id: providerIdOf(refundId), refundId, paymentId, amount, currency, status, created: at, metadata: metadataOf(refund) };
};
