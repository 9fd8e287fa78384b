import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { aReturnPolicy } from '../builders/a-return-policy.ts';
import { command, lambdaEndpoint } from '../fakes/lambda-endpoint.ts';

const folder = mkdtempSync(join(tmpdir(), 'redress-policies-'));
function file(name: string, body: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof body === 'string' ? body : JSON.stringify(body));
  return path;
}
const good = file('returns.json', aReturnPolicy());

it.each([
  ['its file name', [good]],
  ['the first word of its file name', [file('returns.2026.json', aReturnPolicy())]],
  ['--name', [file('new.json', aReturnPolicy()), '--name', 'returns']],
])('checks a policy known by %s, calling nobody', async (_, args) => {
  const { code, out } = await command('policies.ts', 'check', ...args);
  expect(out).toContain('is a valid returns policy');
  expect(code).toBe(0);
});

it('publishes, and says which version it is', async () => {
  await using lambda = await lambdaEndpoint(() => ({ version: 7 }));
  const { code, out } = await command('policies.ts', 'publish', good, '--url', lambda.url);
  expect(out).toBe('returns policy published as version 7\n');
  expect(code).toBe(0);
  expect(lambda.invocations).toMatchObject([
    { name: 'redress-local-publish-policy', payload: { name: 'returns', body: { reminderAfter: 'P7D' } } },
  ]);
});

it.each(['check', 'publish'])(
  'ends with 1 for a wrong policy, with everything that is wrong and where, and %s calls nobody',
  async (action) => {
    await using lambda = await lambdaEndpoint(() => ({ version: 1 }));
    const wrong = file('returns.json.bad.json', { ...aReturnPolicy(), colour: 'red', expiresAfter: 'soon' });
    const { code, err } = await command('policies.ts', action, wrong, '--name', 'returns', '--url', lambda.url);
    expect(err).toContain(`${wrong} /colour: Remove this field: it is not known here.`);
    expect(err).toContain(`${wrong} /expiresAfter: `);
    expect(code).toBe(1);
    expect(lambda.invocations).toEqual([]);
  },
);

it('ends with 1 when the other policies do not fit, and says where', async () => {
  await using lambda = await lambdaEndpoint(() => ({ errors: [{ pointer: '/chains/0/levels/0/team', message: 'Name a team.' }] }));
  const { code, err } = await command('policies.ts', 'publish', good, '--url', lambda.url);
  expect(err).toBe(`${good} /chains/0/levels/0/team: Name a team.\n`);
  expect(code).toBe(1);
});

it.each([
  ['nothing', []],
  ['another action', ['delete', good]],
  ['no file', ['check']],
  ['two files', ['check', good, good]],
  ['a file that is not there', ['check', '/nowhere/returns.json']],
  ['a file that is no JSON', ['check', file('people.json', '{')]],
  ['a name that is no policy', ['check', file('toString.json', {})]],
  ['an option that there is not', ['check', good, '--force']],
  ['both places', ['publish', good, '--url', 'http://127.0.0.1:9', '--stage', 'prod']],
  ['a place where nothing runs', ['publish', good, '--url', 'http://127.0.0.1:9']],
])('ends with 2 and the usage given %s', async (_, args) => {
  const { code, err } = await command('policies.ts', ...args);
  expect(err).toContain('npm run policies -- check|publish FILE');
  expect(err).not.toMatch(/^\s+at /m);
  expect(code).toBe(2);
});
