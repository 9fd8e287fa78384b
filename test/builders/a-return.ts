import { isNotPossible, type Move, type NotPossible } from '../../domain/cases/move.ts';
import { personIdOf } from '../../domain/identifiers.ts';
import { openReturn } from '../../domain/returns/open-return.ts';
import type { Refund, ReturnCase } from '../../domain/returns/return-case.ts';

export const day = (n: number): Date => new Date(Date.UTC(2026, 0, 1 + n));
export const policy = { reminderAfter: 'P7D', expiresAfter: 'P14D', extend: { by: 'P7D', times: 1 } };
export const agent = personIdOf('agent@shop.example');
export const execution = 'execution-1';
export const approvalId = 'a'.repeat(32);
export const yes = { outcome: 'approved', because: { code: 'allowed', values: {} } } as const;

/** A return of three cups (60.00) and one pot (25.00), as requested on day 0; `differs` overrides fields. */
export function aReturn(differs: Partial<ReturnCase> = {}): ReturnCase {
  const { case: opened } = openReturn({
    caseId: 'R-00000001',
    request: {
      orderId: 'O-1',
      lines: [
        { lineId: '1', quantity: 3, reason: 'changed-mind' },
        { lineId: '2', quantity: 1, reason: 'damaged', photos: ['u-1'] },
      ],
      remedy: 'refund',
      route: 'own-postage',
    },
    order: {
      orderId: 'O-1',
      locale: 'en-GB',
      country: 'GB',
      currency: 'GBP',
      placedAt: '2025-12-20T00:00:00Z',
      lines: [],
      payments: [],
    },
    quote: {
      lines: [
        { lineId: '1', quantity: 3, amount: 6000 },
        { lineId: '2', quantity: 1, amount: 2500 },
      ],
      fees: [],
      value: { amount: 8500, currency: 'GBP' },
    },
    policyVersion: 1,
    openedBy: 'customer',
    on: day(0),
  });
  // Counted from the request alone, so that every record of a test has its own place.
  return { ...opened, version: 1, ...differs };
}

/** The case after moves that must all be possible: each gets the case and answers a move. */
export function walked(start: ReturnCase, ...moves: ((before: ReturnCase) => Move | NotPossible)[]): ReturnCase {
  return moves.reduce((before, move) => mustMove(move(before)).case, start);
}

/** The move; fails the test when it was not possible. */
export function mustMove(outcome: Move | NotPossible): Move {
  if (isNotPossible(outcome)) throw new Error(`not possible: ${JSON.stringify(outcome.notPossible)}`);
  return outcome;
}

/** The code of the reason why something is not possible, or undefined when it is. */
export function whyNot(outcome: Move | NotPossible): string | undefined {
  return isNotPossible(outcome) ? outcome.notPossible.code : undefined;
}

/** A refund on the ledger. `n` makes its id. */
export function aRefund(n: number, amount: number, on: Date, differs: Partial<Refund> = {}): Refund {
  return {
    refundId: `rf_${n.toString(16).padStart(24, '0')}`,
    paymentId: 'pay-1',
    method: 'card',
    amount,
    currency: 'GBP',
    status: 'reserved',
    via: 'provider',
    reservedAt: on.toISOString(),
    ...differs,
  };
}
