import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshCloud } from './visitor.ts';

const run = promisify(execFile);
const script = join(import.meta.dirname, '../../scripts/announce.ts');
let world: Awaited<ReturnType<typeof freshCloud>>;
beforeAll(async () => {
  world = await freshCloud();
});
afterAll(async () => await world.cloud.stop());

const eventIds = async (): Promise<string[]> => {
  const events = (await world.raw('GET', '/local/events.json')).body as unknown as {
    source: string;
    detail: { metadata: { eventId: string } };
  }[];
  return events.filter(({ source }) => source === 'redress').map(({ detail }) => detail.metadata.eventId);
};

it('what the bus lost is announced again from the log, under the same event ids, and nobody is told twice', async () => {
  const { token } = await world.customer('SEED-AUTO', 'ana@customer.example');
  const lines = [{ lineId: '1', quantity: 1, reason: 'changed-mind' }];
  await world.call('POST /v1/returns', { orderId: 'SEED-AUTO', lines, remedy: 'refund' }, { token, key: 'k' });
  await world.cloud.idle();
  const before = await eventIds();
  const mailsBefore = await world.mails();

  const { stdout } = await run(process.execPath, [script, '--since', '2020-01-01T00:00:00Z', '--url', world.url]);
  await world.cloud.idle();

  expect(stdout).toBe(`${before.length} records announced\n`);
  const after = await eventIds();
  expect(after.slice(before.length).sort()).toEqual(before.toSorted());
  expect(await world.mails()).toEqual(mailsBefore);
});
