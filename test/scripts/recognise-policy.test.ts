import { expect, it } from 'vitest';
import { recognisePolicy } from '../../scripts/recognise-policy.ts';

it.each([
  ['rules make it returns', { rules: [] }, 'returns'],
  ['chains make it approvals', { fallback: {}, chains: [] }, 'approvals'],
  ['targets make it sla', { targets: [] }, 'sla'],
  ['a list is people', [], 'people'],
  ['objects with a zone are calendars', { office: { zone: 'Europe/London' } }, 'calendars'],
  ['an empty object tells nothing', {}, undefined],
  ['a text tells nothing', 'returns', undefined],
  ['nothing tells nothing', null, undefined],
])('%s', (_what, body, name) => {
  expect(recognisePolicy(body)).toBe(name);
});
