import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { shelfOf } from '../../../functions/adapters/case-shelf.ts';
import { casesTable } from '../../../functions/adapters/cases-table.ts';
import { aReturn } from '../../builders/a-return.ts';
import { localTables } from '../../fakes/local-tables.ts';

const task = { reason: { code: 'payment-differs', values: {} }, owner: 'supervisor', since: '2026-01-02T00:00:00.000Z' };

/** 25 cases, two of each second; every fifth is closed, every third owned by `ana`, and the last two that closed are somebody’s task. */
async function someCases() {
  const { documents } = localTables();
  for (let index = 0; index < 25; index += 1) {
    const caseId = `R-0000000${'0123456789ABCDEFGHJKMNPQR'[index]}`;
    const subject = aReturn({
      caseId,
      openedAt: new Date(Date.UTC(2026, 0, 1, 0, 0, Math.floor(index / 2))).toISOString(),
      status: index % 5 === 0 ? 'closed' : 'requested',
      ...(index % 3 === 0 ? { owner: 'ana' } : {}),
      ...(index >= 15 && index % 5 === 0 ? { task } : {}),
    });
    const keys = { pk: `CASE#${caseId}`, sk: 'CASE', statusShard: shelfOf(subject) };
    await documents.send(new PutCommand({ TableName: 'cases', Item: { ...subject, ...keys } }));
  }
  return casesTable(documents, 'cases');
}

it.each([
  ['everything to do', {}, 22],
  ['the closed ones', { status: 'closed' as const }, 5],
  ['no refused one', { status: 'refused' as const }, 0],
  ['what one owner has to do', { owner: 'ana' }, 8],
])('walks through %s page by page, newest first, each once', async (_, filter, count) => {
  const cases = await someCases();
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await cases.list({ ...filter, limit: 3, ...(cursor ? { cursor } : {}) });
    expect(page.items.length).toBeLessThanOrEqual(3);
    seen.push(...page.items.map(({ openedAt, caseId }) => `${openedAt} ${caseId}`));
    cursor = page.nextCursor;
  } while (cursor);
  expect(new Set(seen).size).toBe(count);
  expect(seen.map((one) => one.split(' ')[0])).toEqual(
    seen
      .map((one) => one.split(' ')[0])
      .sort()
      .reverse(),
  );
});

it.each(['nonsense', Buffer.from('{"a":1}').toString('base64url')])('refuses the cursor %s that is none of ours', async (cursor) => {
  await expect((await someCases()).list({ limit: 3, cursor })).rejects.toMatchObject({ status: 422 });
});
