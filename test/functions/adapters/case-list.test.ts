import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { shardOf } from '../../../domain/identifiers.ts';
import { casesTable } from '../../../functions/adapters/cases-table.ts';
import { aReturn } from '../../builders/a-return.ts';
import { localTables } from '../../fakes/local-tables.ts';

/** 25 cases, two of each second; every fifth is closed, every third owned by `ana`. */
async function someCases() {
  const { documents } = localTables();
  for (let index = 0; index < 25; index += 1) {
    const caseId = `R-0000000${'0123456789ABCDEFGHJKMNPQR'[index]}`;
    const subject = aReturn({
      caseId,
      openedAt: new Date(Date.UTC(2026, 0, 1, 0, 0, Math.floor(index / 2))).toISOString(),
      status: index % 5 === 0 ? 'closed' : 'requested',
      ...(index % 3 === 0 ? { owner: 'ana' } : {}),
    });
    const keys = { pk: `CASE#${caseId}`, sk: 'CASE', statusShard: `${subject.status}#${shardOf(caseId)}` };
    await documents.send(new PutCommand({ TableName: 'cases', Item: { ...subject, ...keys } }));
  }
  return casesTable(documents, 'cases');
}

it.each([
  ['every open one', {}, 20],
  ['the closed ones', { status: 'closed' as const }, 5],
  ['the open ones of one owner', { owner: 'ana' }, 7],
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
