import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../../../infra/local/store.ts';
import { aCasesTable, key } from './cases-table.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tables-'));
  file = join(folder, 'local.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('goes on after a restart with the same items, index and sequence', () => {
  const first = aCasesTable(openStore(file));
  first.put({ ...key('a', 'clock'), shard: { S: 's' }, wakeAt: { N: '1' } });
  first.store.close();
  const second = aCasesTable(openStore(file));
  second.put(key('b', 'clock'));
  expect(second.tables.dump('cases')).toHaveLength(2);
  expect(second.due()).toHaveLength(1);
  const [before, after] = [first, second].map(({ records }) => BigInt(records[0]?.dynamodb.SequenceNumber ?? 0));
  expect(Number((after ?? 0n) - (before ?? 0n))).toBe(1);
  second.store.close();
});

async function writeAndKill(afterMilliseconds: number, atRecord: number): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'write-until-killed.ts'), file, String(atRecord)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  const timer = setTimeout(() => child.kill('SIGKILL'), afterMilliseconds);
  await ended;
  clearTimeout(timer);
}

type Row = Record<string, { S?: string; N?: string }>;
const pick = (items: object[]) =>
  items
    .map((item) => {
      const { pk, sk, shard, wakeAt } = item as Row;
      return JSON.stringify([pk, sk, shard, wakeAt]);
    })
    .toSorted();

it('keeps index and table, and the halves of each transaction, together through every kill', async () => {
  let items: Row[] = [];
  const kills = [
    [5000, 41],
    [5000, 101],
    [5000, 102],
    [90, 0],
    [15, 0],
  ] as const;
  for (const [afterMilliseconds, atRecord] of kills) {
    await writeAndKill(afterMilliseconds, atRecord);
    const { tables, due, store } = aCasesTable(openStore(file));
    items = tables.dump('cases') as Row[];
    expect(pick(due())).toEqual(pick(items.filter(({ shard, wakeAt }) => shard && wakeAt)));
    const rounds = (side: string) =>
      items
        .filter(({ sk }) => sk?.S === side)
        .map(({ pk, round }) => `${pk?.S} ${round?.N}`)
        .toSorted();
    expect(rounds('left')).toEqual(rounds('right'));
    store.close();
  }
  expect(items.length).toBeGreaterThan(10);
});
