import type { Operations } from '../../web/generated/operations.ts';

/** A case as a colleague sees it. */
export type Seen = Operations['GET /v1/agent/cases/{caseId}']['answer'];

/** One action that somebody may take on a case; taking it twice must do no harm. */
export type Deed =
  | { readonly do: 'cancel' | 'ship' | 'scan' | 'receive' | 'abort' | 'restart' | 'ring' | 'ask-provider-to-wait' | 'settle' }
  | { readonly do: 'give-account' | 'look-at-account' | 'pay' | 'return-transfer' | 'fail-at-provider'; readonly refundId: string }
  | { readonly do: 'answer-exchange'; readonly exchangeId: string; readonly outcome: 'fulfilled' | 'declined' }
  | { readonly do: 'spend'; readonly creditId: string; readonly amount: number }
  | { readonly do: 'decide'; readonly decision: 'approve' | 'refuse' }
  | { readonly do: 'inspect'; readonly found: readonly Found[] };
export interface Found {
  readonly quantity: number;
  readonly outcome: 'accepted' | 'rejected' | 'wrong-item';
}

/** A sort of return: what was bought, what is sent back, what people do about it, and how it must end. */
export interface Wish {
  readonly name: string;
  readonly order: {
    readonly quantity: number;
    readonly unitPrice: number;
    readonly finalSale?: true;
    readonly category?: string;
    /** Placed yesterday, under the policy of quick expiry and keepable items. */
    readonly quick?: true;
    readonly payments?: readonly { readonly method: string; readonly captured: number; readonly partial?: false }[];
    /** What somebody gives back of the first payment in the provider's own dashboard. */
    readonly elsewhere?: number;
    /** Comes as the shop's event instead of by import. */
    readonly byEvent?: true;
  };
  readonly quantity: number;
  readonly remedy?: 'store-credit' | 'exchange';
  /** What somebody does next; nothing more once the case has ended and all is as wished. */
  readonly deed: (seen: Seen) => Deed | undefined;
  readonly ends: Ending;
}

/** How a return must end, in minor units. */
export interface Ending {
  readonly status: string;
  /** What the provider moved for it, each once. */
  readonly refunds: readonly number[];
  /** What colleagues paid by hand and the bank kept. */
  readonly paidOut?: readonly number[];
  /** What had gone out and came back; another refund made each good. */
  readonly cameBack?: readonly number[];
  /** What was set aside for goods that the shop sent instead, or did not send. */
  readonly exchanged?: readonly number[];
  readonly notExchanged?: readonly number[];
  readonly credits?: readonly { readonly issued: number; readonly bonus: number; readonly spent: number }[];
  readonly returnable: number;
  readonly stopped?: boolean;
}

/** Goods come back and are inspected: `parcels` says what each parcel held. */
export const sendBack =
  (...parcels: readonly (readonly Found[])[]): Wish['deed'] =>
  (seen) => {
    if (seen.status === 'awaiting-approval') return { do: 'decide', decision: 'approve' };
    if (seen.status === 'awaiting-parcel' && !seen.parcel.shippedAt) return { do: 'ship' };
    if (seen.status === 'awaiting-parcel')
      return seen.log.some(({ type }) => type === 'parcel.scanned.v1') ? { do: 'receive' } : { do: 'scan' };
    const opened = seen.log.filter(({ type }) => type === 'return.inspected.v1').length;
    return seen.status === 'received' ? { do: 'inspect', found: parcels[opened] ?? [] } : undefined;
  };

export const one = { quantity: 1, outcome: 'accepted' } as const;
export const good = sendBack([one]);

const only =
  (status: string, deed: Deed): Wish['deed'] =>
  (seen) =>
    seen.status === status ? deed : undefined;

/** Every sort of return that can end in real time. */
export const wishes: readonly Wish[] = [
  {
    name: 'automatic',
    order: { quantity: 2, unitPrice: 1250 },
    quantity: 1,
    deed: good,
    ends: { status: 'closed', refunds: [1250], returnable: 1 },
  },
  {
    name: 'approved by a person',
    order: { quantity: 1, unitPrice: 12_900, byEvent: true },
    quantity: 1,
    deed: good,
    ends: { status: 'closed', refunds: [12_900], returnable: 0 },
  },
  {
    name: 'refused by a person',
    order: { quantity: 1, unitPrice: 9000 },
    quantity: 1,
    deed: only('awaiting-approval', { do: 'decide', decision: 'refuse' }),
    ends: { status: 'refused', refunds: [], returnable: 1 },
  },
  {
    name: 'refused by policy',
    order: { quantity: 1, unitPrice: 1500, finalSale: true },
    quantity: 1,
    deed: () => undefined,
    ends: { status: 'refused', refunds: [], returnable: 1 },
  },
  {
    name: 'cancelled',
    order: { quantity: 2, unitPrice: 1100 },
    quantity: 2,
    deed: only('awaiting-parcel', { do: 'cancel' }),
    ends: { status: 'cancelled', refunds: [], returnable: 2 },
  },
  {
    name: 'in two parcels',
    order: { quantity: 3, unitPrice: 900 },
    quantity: 3,
    deed: sendBack([one], [one, { quantity: 1, outcome: 'rejected' }]),
    ends: { status: 'closed', refunds: [900, 900], returnable: 0 },
  },
  {
    name: 'all rejected',
    order: { quantity: 1, unitPrice: 2000 },
    quantity: 1,
    deed: sendBack([{ quantity: 1, outcome: 'rejected' }]),
    ends: { status: 'closed', refunds: [], returnable: 0 },
  },
  {
    name: 'to two payments',
    order: {
      quantity: 3,
      unitPrice: 1300,
      payments: [
        { method: 'card', captured: 2500 },
        { method: 'paypal', captured: 1400 },
      ],
    },
    quantity: 3,
    deed: sendBack([{ quantity: 3, outcome: 'accepted' }]),
    ends: { status: 'closed', refunds: [1400, 2500], returnable: 0 },
  },
  {
    name: 'settled by webhook',
    order: { quantity: 1, unitPrice: 1700 },
    quantity: 1,
    deed: (seen) => (seen.status === 'received' && seen.notes.length === 0 ? { do: 'ask-provider-to-wait' } : good(seen)),
    ends: { status: 'closed', refunds: [1700], returnable: 0 },
  },
  {
    name: 'kept by the customer',
    order: { quantity: 1, unitPrice: 250, quick: true },
    quantity: 1,
    deed: () => undefined,
    ends: { status: 'closed', refunds: [250], returnable: 0 },
  },
  {
    name: 'stopped and restarted',
    order: { quantity: 1, unitPrice: 1900 },
    quantity: 1,
    deed: (seen) => {
      if (seen.task) return { do: 'restart' };
      const stoppedOnce = seen.log.some(({ type }) => type === 'case.stopped.v1');
      return seen.status === 'awaiting-parcel' && !stoppedOnce ? { do: 'abort' } : good(seen);
    },
    ends: { status: 'closed', refunds: [1900], returnable: 0, stopped: true },
  },
  {
    name: 'expired',
    order: { quantity: 1, unitPrice: 2100, quick: true },
    quantity: 1,
    deed: ({ status, sendBy }) => (status === 'awaiting-parcel' && sendBy && Date.parse(sendBy) < Date.now() ? { do: 'ring' } : undefined),
    ends: { status: 'expired', refunds: [], returnable: 1 },
  },
];
