import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ordersFromCsv, type ReadOrders } from '../domain/orders/import-csv.ts';
import { ordersFromJsonLines } from '../domain/orders/import-json-lines.ts';
import type { Order } from '../domain/orders/order.ts';
import { invoke, type Target, targetOf } from './invoke.ts';

const usage = `npm run orders:import -- FILE [--url URL | --stage NAME] [--email-template T] [--currency C] [--delivered-after P2D]
FILE is a CSV with the columns InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country, or JSON Lines (one order a line).`;
/** What one call takes: 25 orders, and fewer than the 6 MB that Lambda accepts. */
const mostOrders = 25;
const mostBytes = 4_000_000;

interface Outcome {
  readonly orderId: string;
  readonly outcome: 'imported' | 'updated' | 'unchanged' | 'rejected';
  readonly reason?: string;
}

function unreadable(reason: string): never {
  console.error(`${reason}\n\n${usage}`);
  process.exit(2);
}

function read(): { read: ReadOrders; target: Target } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        stage: { type: 'string' },
        'email-template': { type: 'string' },
        currency: { type: 'string' },
        'delivered-after': { type: 'string' },
      },
    });
    const [file, ...more] = positionals;
    if (!file || more.length > 0) return unreadable('Name one file.');
    const text = readFileSync(file, 'utf8');
    const options = { emailTemplate: values['email-template'], currency: values.currency, deliveredAfter: values['delivered-after'] };
    const orders = text.trimStart().startsWith('{') ? ordersFromJsonLines(text) : ordersFromCsv(text, options);
    return 'unreadable' in orders ? unreadable(orders.unreadable) : { read: orders, target: targetOf(values) };
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  }
}

function* batches(orders: readonly Order[]): Generator<readonly Order[]> {
  let batch: Order[] = [];
  let bytes = 0;
  for (const order of orders) {
    const size = Buffer.byteLength(JSON.stringify(order));
    if (batch.length === mostOrders || (batch.length > 0 && bytes + size > mostBytes)) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(order);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

async function send(orders: readonly Order[], target: Target): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let calls = 0;
  for (const batch of batches(orders)) {
    const answer = (await invoke(target, 'import-orders', { orders: batch })) as { outcomes: Outcome[] };
    outcomes.push(...answer.outcomes);
    calls += 1;
    if (process.stderr.isTTY || calls % 20 === 1) process.stderr.write(`\r${outcomes.length} of ${orders.length} orders`);
  }
  process.stderr.write(`\r${outcomes.length} of ${orders.length} orders\n`);
  return outcomes;
}

const { read: found, target } = read();
try {
  const outcomes = await send(found.orders, target);
  const count = (outcome: Outcome['outcome']): number => outcomes.filter((one) => one.outcome === outcome).length;
  for (const { line, orderId, reason } of found.rejected) console.error(`line ${line}: order ${orderId} rejected: ${reason}`);
  for (const { orderId, outcome, reason } of outcomes) if (outcome === 'rejected') console.error(`order ${orderId} rejected: ${reason}`);
  const rejected = count('rejected') + found.rejected.length;
  console.log(
    `${count('imported')} imported, ${count('updated')} updated, ${count('unchanged')} unchanged, ${rejected} rejected, ${found.skipped} credit rows skipped`,
  );
  process.exitCode = rejected > 0 ? 1 : 0;
} catch (error) {
  unreadable(error instanceof Error ? error.message : String(error));
}
