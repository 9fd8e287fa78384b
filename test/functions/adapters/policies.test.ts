import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { policiesTable, versionKey } from '../../../functions/adapters/policies.ts';
import { localTables } from '../../fakes/local-tables.ts';

/** Versions 1 to 7 of two policies, valid from 1 January, February, … July 2026. */
async function published() {
  const { documents } = localTables();
  for (const name of ['returns', 'people']) {
    for (let version = 1; version <= 7; version += 1) {
      const key = { pk: `POLICY#${name}`, sk: versionKey(version) };
      const head = { ...key, version, validFrom: new Date(Date.UTC(2026, version - 1)).toISOString() };
      await documents.send(new PutCommand({ TableName: 'cases', Item: name === 'people' ? head : { ...head, body: { version } } }));
      if (name === 'people') await documents.send(new PutCommand({ TableName: 'people', Item: { ...key, body: { version } } }));
    }
  }
  return policiesTable(documents, { cases: 'cases', people: () => 'people' });
}

it.each([
  ['the one that was valid then', '2026-03-15T00:00:00Z', 3],
  ['the new one from its first instant', '2026-04-01T00:00:00Z', 4],
  ['the old one until then', '2026-03-31T23:59:59.999Z', 3],
  ['an old one beyond the first page', '2026-01-15T00:00:00Z', 1],
  ['the newest one', '2030-01-01T00:00:00Z', 7],
  ['the first one before all of them', '2010-12-01T00:00:00Z', 1],
])('finds %s', async (_, at, version) => {
  const policies = await published();
  expect(await policies.inForce('returns', at)).toMatchObject({ name: 'returns', version, body: { version } });
  expect(await policies.inForce('people', at)).toMatchObject({ name: 'people', version, body: { version } });
});

it('finds nothing where nothing was published', async () => {
  expect(await (await published()).inForce('approvals', '2026-03-15T00:00:00Z')).toBeUndefined();
});

it('reads one version by number', async () => {
  const policies = await published();
  expect(await policies.version('returns', 2)).toMatchObject({ version: 2, body: { version: 2 } });
  expect(await policies.newest('people')).toMatchObject({ version: 7 });
});
