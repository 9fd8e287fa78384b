import { describe, expect, it } from 'vitest';
import { type CsvOptions, ordersFromCsv, type ReadOrders } from '../../../domain/orders/import-csv.ts';
import { parseCsv } from '../../../domain/orders/parse-csv.ts';

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const row = '536488,22960,JAM MAKING SET WITH JARS,8,12/1/10 12:31,4.25,17897,United Kingdom';
const usual: CsvOptions = { emailTemplate: '{CustomerID}@customers.example', currency: 'GBP' };

function read(rows: string, options: CsvOptions = usual): ReadOrders {
  const orders = ordersFromCsv(`${header}\n${rows}\n`, options);
  if ('unreadable' in orders) throw new Error(orders.unreadable);
  return orders;
}

it('an invoice becomes an order', () => {
  const rows = [row, '536488,POST,POSTAGE,1,12/1/10 12:31,18,17897,United Kingdom'].join('\n');
  expect(read(rows)).toEqual({
    orders: [
      {
        orderId: '536488',
        email: '17897@customers.example',
        name: 'Customer 17897',
        locale: 'en',
        country: 'GB',
        currency: 'GBP',
        placedAt: '2010-12-01T12:31:00.000Z',
        deliveredAt: '2010-12-03T12:31:00.000Z',
        lines: [
          { lineId: '1', sku: '22960', title: 'JAM MAKING SET WITH JARS', category: 'general', quantity: 8, unitPrice: 425 },
          { lineId: '2', sku: 'POST', title: 'POSTAGE', category: 'general', quantity: 1, unitPrice: 1800, goods: false },
        ],
        payments: [{ paymentId: 'csv-536488', method: 'card', captured: 5200 }],
      },
    ],
    rejected: [],
    skipped: 0,
  });
});

it('credits are skipped and counted', () => {
  expect(read(`C536506,22960,JAM,-6,12/1/10 12:38,4.25,17897,United Kingdom\n${row}`)).toMatchObject({
    skipped: 1,
    orders: [{ orderId: '536488' }],
  });
});

describe('one bad row rejects its whole order, with the line of the file:', () => {
  it.each([
    ['no customer', '536488,22139,,56,12/1/10 11:52,0,,United Kingdom', 'no customer, so no address'],
    [
      'another customer than the rows before',
      '536488,1,X,1,12/1/10 8:26,1,99999,United Kingdom',
      'customer and country differ from line 2 of the same invoice',
    ],
    ['a negative quantity', '536488,1,X,-1,12/1/10 8:26,1,17897,United Kingdom', 'the quantity is -1, but this is no credit (invoice C…)'],
    ['a quantity of zero', '536488,1,X,0,12/1/10 8:26,1,17897,United Kingdom', 'the quantity is 0, but this is no credit (invoice C…)'],
    ['half a piece', '536488,1,X,1.5,12/1/10 8:26,1,17897,United Kingdom', 'the quantity "1.5" is no whole number'],
    ['a negative price', '536488,B,Bad debt,1,12/1/10 8:26,-11062.06,17897,United Kingdom', 'the price -11062.06 is negative'],
    ['a tenth of a penny', '536488,1,X,1,12/1/10 8:26,0.001,17897,United Kingdom', 'the price 0.001 has more than the 2 decimals of GBP'],
    ['a price with a comma', '536488,1,X,1,12/1/10 8:26,"12,00",17897,United Kingdom', 'the price "12,00" is no number such as 12.50'],
    [
      'a price beyond exact amounts',
      '536488,1,X,1,12/1/10 8:26,99999999999999999,17897,United Kingdom',
      'the price 99999999999999999 is too large',
    ],
    ['a thirteenth month', '536488,1,X,1,13/1/10 8:26,1,17897,United Kingdom', 'there is no date "13/1/10 8:26"'],
    ['a date of another kind', '536488,1,X,1,2010-12-01,1,17897,United Kingdom', 'the date "2010-12-01" is not like 12/31/10 8:26'],
    ['too few fields', '536488,1,X,1', '4 fields where the header has 8'],
    ['no stock code', '536488,,X,1,12/1/10 8:26,1,17897,United Kingdom', 'no stock code'],
  ])('%s', (_sentence, bad, reason) => {
    const other = '536489,1,X,1,12/1/10 8:26,1,17897,United Kingdom';
    const { orders, rejected } = read([row, bad, other].join('\n'));
    expect(rejected).toEqual([{ orderId: '536488', line: 3, reason }]);
    expect(orders.map(({ orderId }) => orderId)).toEqual(['536489']);
  });

  it('a country that is none', () => {
    const { rejected } = read(row.replace('United Kingdom', 'Unspecified'));
    expect(rejected).toEqual([{ orderId: '536488', line: 2, reason: 'no country is known by the name "Unspecified"' }]);
  });

  it('an address that is none, and no template at all', () => {
    expect(read(row, { emailTemplate: 'nobody' }).rejected[0]?.reason).toContain('email');
    expect(read(row, {}).rejected[0]?.reason).toBe('the file holds no addresses: give --email-template');
  });
});

describe('times in London', () => {
  it.each([
    ['are UTC in winter', '12/1/10 8:26', '2010-12-01T08:26:00.000Z'],
    ['are an hour ahead in summer', '7/1/11 8:26', '2011-07-01T07:26:00.000Z'],
    ['move forward by the gap when the clocks do', '3/27/11 1:30', '2011-03-27T01:30:00.000Z'],
    ['are the first of two when the clocks go back', '10/30/11 1:30', '2011-10-30T00:30:00.000Z'],
  ])('%s', (_sentence, local, placedAt) => {
    expect(read(row.replace('12/1/10 12:31', local)).orders[0]?.placedAt).toBe(placedAt);
  });
});

it.each([
  ['JPY', '425', 425],
  ['KWD', '4.255', 4255],
  ['IDR', '150000', 15_000_000],
])('%s counts in its own minor units', (currency, price, unitPrice) => {
  expect(read(row.replace('4.25', price), { ...usual, currency }).orders[0]?.lines[0]?.unitPrice).toBe(unitPrice);
});

it('a customer is not needed where the template does not ask for one', () => {
  const [order] = read(row.replace('17897', ''), { emailTemplate: 'shop+{InvoiceNo}@customers.example', deliveredAfter: 'PT12H' }).orders;
  expect(order).toMatchObject({ email: 'shop+536488@customers.example', name: 'Customer', deliveredAt: '2010-12-02T00:31:00.000Z' });
});

it('a file without the columns cannot be read', () => {
  expect(ordersFromCsv('a,b\n1,2\n', usual)).toEqual({ unreadable: expect.stringContaining('InvoiceNo') });
  expect(ordersFromCsv('', usual)).toHaveProperty('unreadable');
});

it('fields may hold commas, quotes and line breaks, and lines are counted as an editor does', () => {
  expect(parseCsv('\uFEFFa,"b, ""c""\nd"\r\n\r\ne,f')).toEqual([
    { line: 1, fields: ['a', 'b, "c"\nd'] },
    { line: 4, fields: ['e', 'f'] },
  ]);
});
