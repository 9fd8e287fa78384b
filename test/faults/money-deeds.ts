import type { People } from './patient-people.ts';
import type { Deed, Seen } from './wishes.ts';

type MoneyDeed = Extract<Deed, { readonly refundId: string } | { readonly creditId: string } | { readonly exchangeId: string }>;

/** What the bank's statement says of the transfer. */
export const referenceOf = (refundId: string): string => `BANK-${refundId}`;
const ibans = ['GB33BUKB20201555555555', 'DE89370400440532013000'];
/** Whatever was answered, the case shows whether it happened. */
const anything = [200, 202, 409, 410];

/** A deed about money that went, goes or comes back by another way than the provider's refund. */
export async function moveMoney(deed: MoneyDeed, { caseId, refunds }: Seen, people: People, customerToken: string): Promise<void> {
  const attempt = async (ask: Parameters<People['insist']>[0]) => void (await people.insist(ask, anything));
  const token = people.tokens.warehouse;
  switch (deed.do) {
    case 'give-account': {
      const account = ibans[refunds.findIndex(({ refundId }) => refundId === deed.refundId)] ?? '';
      const own = { params: { caseId }, token: customerToken };
      return await attempt(() => people.call('POST /v1/returns/{caseId}/payout-details', { holder: 'Kim Killjoy', account }, own));
    }
    case 'look-at-account':
      return await attempt(() =>
        people.call('POST /v1/agent/payouts/{refundId}/details', {}, { params: { refundId: deed.refundId }, token }),
      );
    case 'pay': {
      const paid = { reference: referenceOf(deed.refundId) };
      return await attempt(() =>
        people.call('POST /v1/agent/payouts/{refundId}/paid', paid, { params: { refundId: deed.refundId }, token }),
      );
    }
    case 'return-transfer': {
      const why = { reason: 'account closed' };
      const params = { refundId: deed.refundId };
      return await attempt(() => people.call('POST /v1/agent/payouts/{refundId}/returned', why, { params, token }));
    }
    case 'fail-at-provider':
      return await once(
        ({ refundId, status }) => refundId === deed.refundId && status === 'failed',
        () => people.raw('POST', `/local/payments/${deed.refundId}`, { status: 'failed', times: 2 }),
        people,
      );
    case 'answer-exchange': {
      const { exchangeId, outcome } = deed;
      const told = { detailType: `shop.exchange.${outcome}.v1`, detail: { exchangeId } };
      return await attempt(() => people.raw('POST', '/local/events', told));
    }
    case 'spend': {
      const { creditId, amount } = deed;
      const detail = { spendId: `till-${creditId}`, creditId, amount, currency: 'GBP' };
      return await attempt(() => people.raw('POST', '/local/events', { detailType: 'shop.credit.spent.v1', detail }));
    }
  }
}

/** Somebody gives a payment back, or a part of it, past us. */
export async function refundInDashboard(paymentId: string, amount: number, people: People): Promise<void> {
  const made = (refund: Made) => refund.paymentId === paymentId && refund.origin === 'dashboard';
  await once(made, () => people.raw('POST', '/local/payments', { paymentId, amount }), people);
}

interface Made {
  readonly refundId: string;
  readonly paymentId: string;
  readonly origin: string;
  readonly status: string;
}

/** Whoever sits at the provider's dashboard sees there whether it is done. */
async function once(isDone: (made: Made) => boolean, act: () => ReturnType<People['raw']>, people: People): Promise<void> {
  await people.converse(async () => {
    const { body } = await people.raw('GET', '/local/payments.json');
    const done = (body as unknown as Made[]).some(isDone) || (await act()).status === 200;
    if (!done) throw new Error('not yet');
  });
}
