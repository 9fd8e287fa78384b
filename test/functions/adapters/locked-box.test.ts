import { expect, it } from 'vitest';
import { dataKeysTable } from '../../../functions/adapters/data-keys.ts';
import { lock, unlock } from '../../../functions/adapters/locked-box.ts';
import { localTables } from '../../fakes/local-tables.ts';

const key = Buffer.alloc(32, 7);

it('opens with the same key at the same place', () => {
  const box = lock('GB33 – Zoë', key, 'R-1');
  expect(JSON.stringify(box)).not.toContain('GB33');
  expect(unlock(box, key, 'R-1')).toBe('GB33 – Zoë');
});

it('is another box each time', () => {
  expect(lock('x', key, 'R-1')).not.toEqual(lock('x', key, 'R-1'));
});

it.each([
  ['another key', (box: ReturnType<typeof lock>) => unlock(box, Buffer.alloc(32, 8), 'R-1')],
  ['another place', (box: ReturnType<typeof lock>) => unlock(box, key, 'R-2')],
  ['a changed text', (box: ReturnType<typeof lock>) => unlock({ ...box, text: Buffer.from('yyyy').toString('base64') }, key, 'R-1')],
  ['a shortened tag', (box: ReturnType<typeof lock>) => unlock({ ...box, tag: Buffer.from('y').toString('base64') }, key, 'R-1')],
])('does not open with %s', (_case, open) => {
  expect(() => open(lock('text', key, 'R-1'))).toThrow();
});

it('an order has one key, also when two make it at once, until it is destroyed', async () => {
  const { documents, dump } = localTables();
  const keys = dataKeysTable(documents, 'keys');
  expect(await keys.knownKeyOf('A-1')).toBeUndefined();
  const [one, other] = await Promise.all([keys.keyOf('A-1'), keys.keyOf('A-1')]);
  expect(one).toHaveLength(32);
  expect(other).toEqual(one);
  expect(await keys.knownKeyOf('A-1')).toEqual(one);
  expect(await keys.keyOf('A-2')).not.toEqual(one);
  await keys.destroy('A-1');
  expect(await keys.knownKeyOf('A-1')).toBeUndefined();
  expect(dump('keys')).toHaveLength(1);
});
