import type { Exchange } from '../../domain/returns/exchange.ts';

export const exchangeId = `ex_${'0'.repeat(24)}`;

/** A blue mug of 12.50 for a red one of 15.00, asked for on 10 November 2026 until the 13th. */
export function anExchange(differs: Partial<Exchange> = {}): Exchange {
  return {
    ...{ exchangeId, status: 'requested', worth: 1250, price: 1500 },
    items: [{ lineId: '1', sku: 'MUG-RED', quantity: 1, price: 1500 }],
    ...{ requestedAt: '2026-11-10T10:00:00.000Z', answerBy: '2026-11-13T10:00:00.000Z' },
    ...differs,
  };
}
