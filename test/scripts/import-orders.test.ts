import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { aWholeOrder } from '../builders/a-whole-order.ts';
import { aLine } from '../builders/an-order.ts';
import { command, lambdaEndpoint } from '../fakes/lambda-endpoint.ts';

const folder = mkdtempSync(join(tmpdir(), 'redress-import-'));
function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
const lines = (...orders: unknown[]) => orders.map((order) => JSON.stringify(order)).join('\n');
const sent = (payload: unknown) => (payload as { orders: { orderId: string }[] }).orders.map(({ orderId }) => orderId);
const taking = (outcome: string, reason?: string) => (invocation: { payload: unknown }) => ({
  outcomes: sent(invocation.payload).map((orderId) => ({ orderId, outcome, ...(reason ? { reason } : {}) })),
});

it('ends with 0 when every order was taken, updated or known', async () => {
  await using lambda = await lambdaEndpoint(taking('unchanged'));
  const orders = Array.from({ length: 26 }, (_, n) => aWholeOrder({ orderId: `A-${n}` }));
  const { code, out, err } = await command('import-orders.ts', file('good.jsonl', lines(...orders)), '--url', `${lambda.url}/`);
  expect(out).toBe('0 imported, 0 updated, 26 unchanged, 0 rejected, 0 credit rows skipped\n');
  expect(err).toContain('26 of 26 orders');
  expect(code).toBe(0);
  expect(lambda.invocations.map(({ name, payload }) => [name, sent(payload).length])).toEqual([
    ['redress-local-import-orders', 25],
    ['redress-local-import-orders', 1],
  ]);
});

it.each([
  [
    'a line of the file',
    lines(aWholeOrder()).concat('\nnonsense'),
    taking('imported'),
    /line 2: order {2}rejected: this line is no JSON/,
    '1 imported, 0 updated, 0 unchanged, 1 rejected',
  ],
  [
    'the function',
    lines(aWholeOrder()),
    taking('rejected', 'not newer'),
    /order A-1 rejected: not newer/,
    '0 imported, 0 updated, 0 unchanged, 1 rejected',
  ],
])('ends with 1 when %s has a rejected order, and says why', async (_, text, answer, reason, counted) => {
  await using lambda = await lambdaEndpoint(answer);
  const { code, out, err } = await command('import-orders.ts', file('some.jsonl', text), '--url', lambda.url);
  expect(err).toMatch(reason);
  expect(out).toContain(counted);
  expect(code).toBe(1);
});

it('reads a CSV with its options, skips credit rows and rejects a row with its line', async () => {
  await using lambda = await lambdaEndpoint(taking('imported'));
  const csv = `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
536365,85123A,WHITE HOLDER,6,12/1/10 8:26,2.55,17850,United Kingdom
C536379,D,Discount,-1,12/1/10 9:41,27.5,14527,United Kingdom
536414,22139,,56,12/1/10 11:52,0,,United Kingdom
`;
  const options = ['--email-template', '{CustomerID}@customers.example', '--currency', 'GBP', '--url', lambda.url];
  const { code, out, err } = await command('import-orders.ts', file('retail.csv', csv), ...options);
  expect(out).toBe('1 imported, 0 updated, 0 unchanged, 1 rejected, 1 credit rows skipped\n');
  expect(err).toContain('line 4: order 536414 rejected: no customer, so no address');
  expect(code).toBe(1);
  expect(lambda.invocations[0]?.payload).toMatchObject({
    orders: [{ orderId: '536365', email: '17850@customers.example', currency: 'GBP' }],
  });
});

it('sends large orders in smaller batches, so that none is too large for one call', async () => {
  await using lambda = await lambdaEndpoint(taking('imported'));
  const large = Array.from({ length: 3 }, (_, n) =>
    aWholeOrder({
      orderId: `L-${n}`,
      lines: Array.from({ length: 4000 }, (_, line) => aLine({ lineId: `${line}`, title: 'x'.repeat(400) })),
    }),
  );
  const { code } = await command('import-orders.ts', file('large.jsonl', lines(...large)), '--url', lambda.url);
  expect(code).toBe(0);
  expect(lambda.invocations.map(({ payload }) => sent(payload))).toEqual([['L-0', 'L-1'], ['L-2']]);
});

it.each([
  ['no file', [], 'Name one file.'],
  ['two files', ['a', 'b'], 'Name one file.'],
  ['a file that is not there', ['/nowhere/orders.csv'], 'no such file'],
  ['an option that there is not', ['x.csv', '--force'], '--force'],
  ['a file of another kind', [file('x.txt', 'hello\nworld\n')], 'names no column'],
  ['an empty file', [file('empty.csv', '')], 'names no column'],
  ['both places', [file('one.jsonl', lines(aWholeOrder())), '--url', 'http://127.0.0.1:9', '--stage', 'prod'], 'not both'],
  ['a place where nothing runs', [file('two.jsonl', lines(aWholeOrder())), '--url', 'http://127.0.0.1:9'], 'is `npm start` running at'],
])('ends with 2 and says what to do given %s', async (_, args, message) => {
  const { code, out, err } = await command('import-orders.ts', ...args);
  expect(err).toContain(message);
  expect(err).toContain('npm run orders:import --');
  expect(out).toBe('');
  expect(code).toBe(2);
});

it('ends with 2 when the function fails', async () => {
  await using lambda = await lambdaEndpoint(() => ({ error: 'Rate exceeded' }));
  const { code, err } = await command('import-orders.ts', file('three.jsonl', lines(aWholeOrder())), '--url', lambda.url);
  expect(err).toContain('import-orders failed: Rate exceeded');
  expect(code).toBe(2);
});
