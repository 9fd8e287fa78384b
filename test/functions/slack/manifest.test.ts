import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { routes } from '../../../functions/slack/receive-slack.ts';

const root = join(import.meta.dirname, '../../..');
const manifest = readFileSync(join(root, 'docs/slack-app-manifest.yaml'), 'utf8');

it('names addresses in the manifest that we answer', () => {
  const paths = [...manifest.matchAll(/url: https:\/\/returns\.shop\.example(\/\S+)/g)].map(([, path]) => path);
  expect(paths).toHaveLength(2);
  expect(routes.map(({ path }) => path)).toEqual(expect.arrayContaining(paths));
});

it('asks in the manifest for the scopes of the methods that we call, and for no others', () => {
  // https://docs.slack.dev/reference/methods names the scope of each method; views.open needs none.
  const scopeOf: Readonly<Record<string, string | undefined>> = {
    'chat.postMessage': 'chat:write',
    'chat.update': 'chat:write',
    'chat.postEphemeral': 'chat:write',
    'views.open': undefined,
  };
  const source = readFileSync(join(root, 'functions/adapters/slack.ts'), 'utf8');
  const called = [...source.matchAll(/\b(chat|views)\.(\w+)\(\{/g)].map(([, area, method]) => `${area}.${method}`);
  expect(called.length).toBeGreaterThan(3);
  for (const method of called) expect(Object.keys(scopeOf)).toContain(method);
  const needed = new Set(['commands', ...called.flatMap((method) => scopeOf[method] ?? [])]);
  const asked = [...(manifest.split('bot:\n')[1] ?? '').split('settings:')[0]!.matchAll(/- (\S+)/g)].map(([, scope]) => scope);
  expect(asked.sort()).toEqual([...needed].sort());
});
