import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { ApprovalsPolicy } from '../../domain/approvals/approvals-policy.ts';
import { amountWords, signedAmountWords } from '../../domain/money.ts';
import { ordersFromCsv } from '../../domain/orders/import-csv.ts';
import { ordersFromJsonLines } from '../../domain/orders/import-json-lines.ts';
import { Finding } from '../../domain/returns/return-case.ts';
import { ReturnPolicy } from '../../domain/returns/return-policy.ts';
import { CaseChange } from '../../functions/cases/routes/change-case.ts';
import { explain } from '../../functions/runtime/explain.ts';
import { aWholeOrder } from '../builders/a-whole-order.ts';

/** What JSON can say where an amount should stand; NaN is no JSON, so the parser refuses it before anybody reads it. */
const wrong = ['-1', '"12,00"', '"12.00"', '"1250"', '1e308', '0.1', '1e999', 'null', 'true', '9007199254740993'];
const order = JSON.stringify(aWholeOrder());

function told(schema: z.ZodType, json: string) {
  const value: unknown = JSON.parse(json);
  const read = schema.safeParse(value);
  return read.success ? { value: read.data } : { errors: explain(read.error, value) };
}

const edges: readonly [edge: string, schema: z.ZodType, json: (amount: string) => string, pointer: string][] = [
  [
    'an inspection’s deduction',
    Finding,
    (amount) => `{"lineId":"1","quantity":1,"outcome":"accepted","deduction":${amount}}`,
    '/deduction',
  ],
  [
    'a limit of the returns policy',
    ReturnPolicy.pick({ autoApproveUpTo: true }),
    (amount) => `{"autoApproveUpTo":{"GBP":${amount}}}`,
    '/autoApproveUpTo/GBP',
  ],
  ['a fee', ReturnPolicy.pick({ fees: true }), (amount) => `{"fees":{"returnShipping":{"GBP":${amount}}}}`, '/fees/returnShipping/GBP'],
  [
    'a limit of the approvals policy',
    ApprovalsPolicy.pick({ chains: true }),
    (amount) => `{"chains":[{"when":{"over":{"GBP":${amount}}},"levels":[{"team":"a"}]}]}`,
    '/chains/0/when/over/GBP',
  ],
];

describe.each(edges)('%s', (_edge, schema, json, pointer) => {
  it.each(wrong)('refuses %s and says what to write', (amount) => {
    expect(told(schema, json(amount))).toEqual({ errors: [{ pointer, message: `${amountWords}.` }] });
  });

  it.each(['0', '1', '1250', '9007199254740991', '1e3'])('takes %s exactly', (amount) => {
    expect(JSON.stringify(told(schema, json(amount)).value)).toContain(String(Number(amount)));
  });
});

describe('an adjustment', () => {
  const patch = (amount: string) => `{"version":1,"adjustment":{"amount":${amount},"reason":"x"}}`;

  it.each(wrong.filter((amount) => !['-1', '1e308'].includes(amount) && !amount.startsWith('9007')))(
    'refuses %s and says what to write',
    (amount) => {
      expect(told(CaseChange, patch(amount))).toEqual({ errors: [{ pointer: '/adjustment/amount', message: `${signedAmountWords}.` }] });
    },
  );

  it('refuses what no refund could be', () => {
    expect(told(CaseChange, patch('9007199254740993')).errors).toHaveLength(1);
    expect(told(CaseChange, patch('1e308')).errors?.[0]?.message).toBe('Give at most 1000000000000.');
    expect(told(CaseChange, patch('1000000000001')).errors?.[0]?.message).toBe('Give at most 1000000000000.');
  });

  it.each(['-1', '0', '-1250'])('takes %s exactly', (amount) => {
    expect(told(CaseChange, patch(amount))).toMatchObject({ value: { adjustment: { amount: Number(amount) } } });
  });
});

describe('an order as JSON', () => {
  const places = [
    ['unitPrice', /"unitPrice":\d+/, 'lines.0.unitPrice'],
    ['captured', /"captured":\d+/, 'payments.0.captured'],
  ] as const;

  it.each(places.flatMap(([name, at, path]) => wrong.map((amount) => [name, amount, at, path] as const)))(
    'refuses %s %s and says what to write',
    (name, amount, at, path) => {
      const read = ordersFromJsonLines(order.replace(at, `"${name}":${amount}`));
      expect(read.orders).toEqual([]);
      expect(read.rejected).toEqual([{ orderId: 'A-1', line: 1, reason: `${path}: ${amountWords}` }]);
    },
  );

  it('refuses NaN, which is no JSON', () => {
    const read = ordersFromJsonLines(order.replace(/"captured":\d+/, '"captured":NaN'));
    expect(read.rejected).toEqual([{ orderId: '', line: 1, reason: 'this line is no JSON' }]);
  });

  it('takes 0', () =>
    expect(ordersFromJsonLines(order.replace(/"unitPrice":\d+/, '"unitPrice":0')).orders[0]?.lines[0]?.unitPrice).toBe(0));
});

describe('a price in a CSV file', () => {
  const priced = (price: string, currency: string) =>
    ordersFromCsv(
      `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n7,S,Mug,2,12/1/10 8:26,${price},1,United Kingdom`,
      { currency, emailTemplate: '{CustomerID}@customers.example' },
    );

  it.each([
    ['0', 'GBP', 0],
    ['0.1', 'GBP', 10],
    ['0.10', 'GBP', 10],
    ['12.50', 'USD', 1250],
    ['12.345', 'KWD', 12_345],
    ['12', 'KWD', 12_000],
    ['1200', 'JPY', 1200],
    ['150000', 'IDR', 15_000_000],
    ['150000.50', 'IDR', 15_000_050],
    ['90071992547.40', 'GBP', 9_007_199_254_740],
  ])('%s %s is %d minor units, twice of it captured', (price, currency, minor) => {
    expect(priced(price, currency)).toMatchObject({
      orders: [{ currency, lines: [{ unitPrice: minor }], payments: [{ captured: 2 * minor }] }],
    });
  });

  it.each([
    ['-1', 'GBP', 'the price -1 is negative'],
    ['NaN', 'GBP', 'the price "NaN" is no number such as 12.50'],
    ['"12,00"', 'GBP', 'the price "12,00" is no number such as 12.50'],
    ['1e308', 'GBP', 'the price "1e308" is no number such as 12.50'],
    ['', 'GBP', 'the price "" is no number such as 12.50'],
    ['0.1', 'JPY', 'the price 0.1 has more than the 0 decimals of JPY'],
    ['0.001', 'USD', 'the price 0.001 has more than the 2 decimals of USD'],
    ['0.0001', 'KWD', 'the price 0.0001 has more than the 3 decimals of KWD'],
    ['99999999999999999999', 'GBP', 'the price 99999999999999999999 is too large'],
    ['90071992547409.91', 'GBP', `payments.0.captured: ${amountWords}`],
  ])('%s %s is refused: %s', (price, currency, reason) => {
    expect(priced(price, currency)).toMatchObject({ orders: [], rejected: [{ orderId: '7', reason }] });
  });
});
