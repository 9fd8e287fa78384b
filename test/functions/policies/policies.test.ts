import { expect, it } from 'vitest';
import { policiesTable } from '../../../functions/adapters/policies.ts';
import { policyPublisher } from '../../../functions/adapters/policy-publication.ts';
import { run as publishFromCommand } from '../../../functions/policies/publish-policy.ts';
import { routes } from '../../../functions/policies/serve-policies.ts';
import { aReturnPolicy } from '../../builders/a-return-policy.ts';
import { anApprovalsPolicy, aStaff, idOf } from '../../builders/a-staff.ts';
import { agentsApi } from '../../fakes/agents-api.ts';
import { localTables } from '../../fakes/local-tables.ts';

const now = new Date('2026-11-10T10:00:00.000Z');

/** Policies on the local tables; people, returns and approvals published once unless `empty`. */
async function office(empty = false) {
  const { documents, dump } = localTables();
  const tables = { cases: 'cases', people: () => 'people' };
  const policies = policiesTable(documents, tables);
  const deps = { policies, publisher: policyPublisher(documents, tables, policies) };
  const command = async (name: 'returns' | 'approvals' | 'people', body: unknown, more: object = {}) =>
    await publishFromCommand({ name, body, ...more } as Parameters<typeof publishFromCommand>[0], deps, { now });
  const first = { people: aStaff(), returns: aReturnPolicy(), approvals: anApprovalsPolicy() };
  if (!empty)
    for (const [name, body] of Object.entries(first))
      await command(name as keyof typeof first, body, { validFrom: '2026-01-01T00:00:00Z' });
  const call = agentsApi(routes, deps);
  const put = async (name: string, basedOn: unknown, body: unknown, more: object = {}) =>
    await call('manager', `PUT /v1/agent/policies/${name}`, { body: { basedOn, body, ...more } });
  return { ...deps, call, put, command, dump };
}

it('publishes a new version from the one that was read, and shows it', async () => {
  const { call, put, policies } = await office();
  const read = await call('manager', 'GET /v1/agent/policies/returns');
  expect(read.body).toMatchObject({ name: 'returns', version: 1, body: { rules: [{ windowDays: 30 }] } });
  const next = { ...read.body.body, rules: [{ when: {}, windowDays: 60 }] };
  expect(await put('returns', 1, next, { validFrom: '2026-12-01T00:00:00Z' })).toMatchObject({ status: 200, body: { version: 2 } });
  expect((await call('manager', 'GET /v1/agent/policies/returns')).body).toMatchObject({ version: 2, body: next });
  expect((await policies.inForce('returns', '2026-11-30T23:59:59Z'))?.version).toBe(1);
  expect((await policies.inForce('returns', '2026-12-01T00:00:00Z'))?.version).toBe(2);
});

it('answers a stale PUT with 409 and the version that is current', async () => {
  const { put } = await office();
  await put('returns', 1, aReturnPolicy());
  for (const basedOn of [0, 1, 3]) {
    expect(await put('returns', basedOn, aReturnPolicy())).toMatchObject({ status: 409, body: { current: { version: 2 } } });
  }
});

it('lets one of ten colleagues publish who all saw the same version', async () => {
  const { put } = await office();
  const answers = await Promise.all(Array.from({ length: 10 }, () => put('returns', 1, aReturnPolicy())));
  expect(answers.filter(({ status }) => status === 200).map(({ body }) => body)).toEqual([{ version: 2 }]);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
});

it.each([
  ['an unknown currency', { ...aReturnPolicy(), autoApproveUpTo: { pounds: 1 } }, '/body/autoApproveUpTo/pounds'],
  ['an amount with decimals', { ...aReturnPolicy(), autoApproveUpTo: { GBP: 40.5 } }, '/body/autoApproveUpTo/GBP'],
  ['a missing window', { ...aReturnPolicy(), rules: [{ when: {} }] }, '/body/rules/0/windowDays'],
  ['a field that nobody knows', { ...aReturnPolicy(), colour: 'red' }, '/body/colour'],
  ['a duration in words', { ...aReturnPolicy(), expiresAfter: 'two weeks' }, '/body/expiresAfter'],
  ['no body at all', undefined, '/body'],
  ['a list', [], '/body'],
])('refuses a returns policy with %s at its pointer, and writes nothing', async (_, body, pointer) => {
  const { put, policies } = await office();
  const answer = await put('returns', 1, body);
  expect(answer.status).toBe(422);
  expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
  expect((await policies.newest('returns'))?.version).toBe(1);
});

const manager = { people: ['manager@shop.example'] };
const both = { people: ['supervisor@shop.example', 'manager@shop.example'] };
const levels = (...wanted: object[]) => ({ ...anApprovalsPolicy(), chains: [{ when: {}, levels: wanted }] });
const chain = (level: object, when: object = {}) => ({ ...anApprovalsPolicy(), chains: [{ when, levels: [level] }] });
it.each([
  [
    'approvals',
    'a stranger in a chain',
    chain({ people: ['agent@shop.example', 'nobody@shop.example'] }),
    '/body/chains/0/levels/0/people/1',
  ],
  ['approvals', 'a team without members', chain({ team: 'board' }), '/body/chains/0/levels/0/team'],
  ['approvals', 'more votes than voters', chain({ team: 'care', quorum: 4 }), '/body/chains/0/levels/0/quorum'],
  ['approvals', 'two levels for one person', levels(manager, manager), '/body/chains/0/levels/1'],
  ['approvals', 'three levels for two people', levels(both, both, both), '/body/chains/0/levels/2'],
  ['approvals', 'a level that needs all whom another needs too', levels({ ...both, quorum: 'all' }, both), '/body/chains/0/levels/1'],
  ['approvals', 'a quorum of most', chain({ team: 'care', quorum: 'most' }), '/body/chains/0/levels/0/quorum'],
  ['approvals', 'a reason of no policy', chain({ team: 'care' }, { reason: 'damagd' }), '/body/chains/0/when/reason'],
  [
    'approvals',
    'a stranger as fallback',
    { ...anApprovalsPolicy(), fallback: { people: ['nobody@shop.example'] } },
    '/body/fallback/people/0',
  ],
  [
    'people',
    'nobody left for the fallback',
    aStaff().map((person) => ({ ...person, email: person.email.replace('manager', 'chief') })),
    '/body',
  ],
  ['people', 'a deputy who is not there', aStaff().map((person) => ({ ...person, deputies: ['x@shop.example'] })), '/body/0/deputies/0'],
])('refuses a policy of %s with %s, in words that say what to do', async (name, _, body, pointer) => {
  const { put, command, policies } = await office();
  const answer = await put(name, 1, body);
  expect(answer.status).toBe(422);
  expect(answer.body.errors[0].pointer).toBe(pointer);
  expect(answer.body.errors[0].message.length).toBeGreaterThan(20);
  const errors = { errors: expect.arrayContaining([expect.objectContaining({ pointer: pointer.replace(/^\/body/, '') })]) };
  expect(await command(name as 'people', body)).toEqual(errors);
  expect((await policies.newest(name as 'people'))?.version).toBe(1);
});

it.each([
  ['a team with members, and a known reason', chain({ team: 'care', quorum: 3 }, { reason: 'too-small' })],
  ['a reason of another kind of case', chain({ team: 'care' }, { kind: 'complaint', reason: 'late' })],
  ['an address written in capitals', chain({ people: ['AGENT@shop.example'] })],
])('takes approvals with %s', async (_, body) => {
  expect(await (await office()).put('approvals', 1, body)).toMatchObject({ status: 200, body: { version: 2 } });
});

it('lets a colleague leave a chain, for the fallback decides then', async () => {
  const staff = aStaff().filter(({ email }) => !email.startsWith('supervisor'));
  expect(await (await office()).put('people', 1, staff)).toMatchObject({ status: 200 });
});

it.each(['deadlines', 'constructor', 'RETURNS', 'x'])('knows no policy %s', async (name) => {
  const { put, call } = await office();
  expect((await put(name, 0, {})).status).toBe(404);
  expect((await call('manager', `GET /v1/agent/policies/${name}`)).status).toBe(404);
});

it.each(['agent', 'supervisor', 'customer'] as const)('lets no %s read or publish policies', async (who) => {
  const { call } = await office();
  expect((await call(who, 'GET /v1/agent/policies/people')).status).toBe(403);
  expect((await call(who, 'PUT /v1/agent/policies/people', { body: { basedOn: 1, body: aStaff() } })).status).toBe(403);
});

it('says 404 before the first version, which is based on 0', async () => {
  const { call, put } = await office(true);
  expect((await call('manager', 'GET /v1/agent/policies/people')).status).toBe(404);
  expect(await put('people', 0, aStaff())).toMatchObject({ status: 200, body: { version: 1 } });
});

it('logs who published what, and keeps people out of the table of cases', async () => {
  const { put, dump, policies } = await office();
  await put('people', 1, aStaff());
  const items = dump('cases');
  expect(JSON.stringify(items.filter((item) => JSON.stringify(item).includes('POLICY#people')))).not.toContain('@shop.example');
  const stored = JSON.stringify(items);
  expect(stored).toContain('policy.published.v1');
  expect(stored).toContain(idOf('manager'));
  expect(stored).toContain('command-line');
  expect((await policies.newest('people'))?.body).toEqual(aStaff());
});

it('publishes from the command line whatever is there, or refuses what it was not based on', async () => {
  const { command } = await office();
  expect(await command('returns', aReturnPolicy())).toEqual({ version: 2 });
  expect(await command('returns', aReturnPolicy(), { basedOn: 1 })).toEqual({
    errors: [{ pointer: '/basedOn', message: expect.stringContaining('version 2') }],
  });
});
