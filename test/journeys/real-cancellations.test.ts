import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshCloud } from './visitor.ts';

const root = join(import.meta.dirname, '../..');
const sample = join(root, 'test/data/online-retail-sample.csv');
const flags = ['--email-template', '{CustomerID}@customers.example', '--currency', 'GBP'];

interface Cancelled {
  readonly credit: string;
  readonly stockCode: string;
  readonly description: string;
  readonly pieces: number;
  readonly price: string;
  readonly customer: string;
}

/** The credit rows of the file: what real customers really sent back. */
function cancelledLines(): Cancelled[] {
  const [, ...rows] = readFileSync(sample, 'utf8').trimEnd().split(/\r?\n/);
  return rows
    .filter((row) => row.startsWith('C'))
    .map((row) => {
      const [credit = '', stockCode = '', description = '', quantity = '', , price = '', customer = ''] = row.split(',');
      return { credit, stockCode, description, pieces: -Number(quantity), price, customer };
    });
}

/** The orders that the file cancels but does not hold: one invoice per cancelled line, delivered a few days before. */
function ordersAlongside(lines: readonly Cancelled[]): string {
  const rows = lines.map(({ stockCode, description, pieces, price, customer }, index) =>
    [`70000${index}`, stockCode, description, pieces, '11/25/10 9:00', price, customer, 'United Kingdom'].join(','),
  );
  return ['InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country', ...rows].join('\n');
}

function importOrders(file: string, url: string): Promise<{ code: number; output: string }> {
  return new Promise((resolve) =>
    execFile(process.execPath, [join(root, 'scripts/import-orders.ts'), file, '--url', url, ...flags], (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), output: stdout + stderr }),
    ),
  );
}

describe('real cancellations', () => {
  let world: Awaited<ReturnType<typeof freshCloud>>;
  beforeAll(async () => {
    world = await freshCloud({ now: '2010-12-10T00:00:00Z' });
  });
  afterAll(async () => await world.cloud.stop());

  const snapshot = (): unknown => world.cloud.cloud.model.tables.map(({ name }) => world.cloud.cloud.tables.dump(name));

  /** Asks for the return, has the goods received and accepted, and answers how it ended. */
  async function replay(orderId: string, line: Cancelled) {
    const { token, order } = await world.customer(orderId, `${line.customer}@customers.example`);
    const sold = order.lines.find(({ sku }) => sku === line.stockCode);
    const lines = [{ lineId: sold?.lineId ?? '', quantity: line.pieces, reason: 'changed-mind' }];
    const submitted = await world.call(
      'POST /v1/returns',
      { orderId, lines, remedy: 'refund' },
      { token, key: line.credit + line.stockCode },
    );
    expect(submitted.status).toBe(202);
    const { caseId } = submitted.body;
    const params = { caseId };
    await world.cloud.idle();
    const asked = (await world.look(caseId, token)).status === 'awaiting-approval';
    if (asked) {
      const agent = await world.agent('agent@shop.example');
      const { items } = (await world.call('GET /v1/agent/approvals', undefined, { token: agent })).body;
      const { approvalId = '', terms = 0 } = items.find((item) => item.caseId === caseId) ?? {};
      await world.call(
        'POST /v1/approvals/{approvalId}/decision',
        { decision: 'approve', terms },
        { params: { approvalId }, token: agent },
      );
      await world.cloud.idle();
    }
    if ((await world.look(caseId, token)).status === 'awaiting-parcel') {
      const warehouse = await world.agent('warehouse@shop.example');
      await world.call('POST /v1/agent/cases/{caseId}/received', {}, { params, token: warehouse });
      const findings = lines.map(({ lineId, quantity }) => ({ lineId, quantity, outcome: 'accepted' as const }));
      await world.call('POST /v1/agent/cases/{caseId}/inspection', { lines: findings }, { params, token: warehouse });
      await world.cloud.idle();
    }
    const { status, refund, decision } = await world.look(caseId, token);
    return { status, refunded: refund?.amount ?? 0, asked, because: decision?.because };
  }

  it('are replayed as returns: nine refunded to the penny, the discount refused', async () => {
    const all = cancelledLines();
    const goods = all.filter(({ stockCode }) => stockCode !== 'D');
    const [discount] = all.filter(({ stockCode }) => stockCode === 'D');
    const inFile = goods.filter(({ credit }) => credit === 'C536506');
    const elsewhere = [...goods.filter(({ credit }) => credit !== 'C536506'), ...(discount ? [discount] : [])];
    const alongside = join(mkdtempSync(join(tmpdir(), 'redress-')), 'alongside.csv');
    writeFileSync(alongside, ordersAlongside(elsewhere));

    const first = await importOrders(sample, world.url);
    const before = snapshot();
    const again = await importOrders(sample, world.url);
    expect(first.code).toBe(1);
    expect(first.output).toContain('line 624');
    expect(first.output).toMatch(/61 imported.*10 credit rows skipped/s);
    expect(again.output).toMatch(/0 imported, 0 updated, 61 unchanged/);
    expect(snapshot()).toEqual(before);
    expect((await importOrders(alongside, world.url)).code).toBe(0);

    const ends = [];
    for (const line of inFile) ends.push({ line, ...(await replay('536488', line)) });
    for (const [index, line] of elsewhere.entries()) ends.push({ line, ...(await replay(`70000${index}`, line)) });

    const returned = ends.filter(({ line }) => line.stockCode !== 'D');
    expect(returned.map(({ status }) => status)).toEqual(Array(9).fill('closed'));
    for (const { line, refunded } of returned) expect(refunded).toBe(Math.round(line.pieces * Number(line.price) * 100));
    expect(returned.reduce((sum, { refunded }) => sum + refunded, 0)).toBe(17163);
    expect(returned.filter(({ asked }) => asked).map(({ refunded }) => refunded)).toEqual([4140]);
    const refused = ends.find(({ line }) => line.stockCode === 'D');
    expect(refused).toMatchObject({ status: 'refused', refunded: 0 });
    expect(refused?.because).toContain('Discount');
    const payments = (await world.raw('GET', '/local/payments.json')).body as unknown as { amount: number }[];
    expect(payments.reduce((sum, { amount }) => sum + amount, 0)).toBe(17163);
  });
});
