import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { policyPublisher } from '../../../functions/adapters/policy-publication.ts';
import { stayAway } from '../../../functions/policies/absence.ts';
import { aStaff } from '../../builders/a-staff.ts';
import { aDesk, noon } from '../../fakes/a-desk.ts';
import { agentsApi } from '../../fakes/agents-api.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: noon }));
afterEach(() => void vi.useRealTimers());

const week = { from: '2026-11-16T00:00:00.000Z', until: '2026-11-23T00:00:00.000Z' };
const path = 'PUT /v1/agent/me/absence';

async function office() {
  const { desk, documents, publish } = await aDesk();
  const publisher = policyPublisher(documents, { cases: 'cases', people: () => 'people' }, desk.policies);
  const call = agentsApi([stayAway], { policies: desk.policies, publisher });
  const absencesOf = async (email: string, at: Date = noon) =>
    ((await desk.policies.inForce('people', at))!.body as ReturnType<typeof aStaff>).find((person) => person.email === email)?.absences;
  return { call, publish, absencesOf, policies: desk.policies };
}

describe('PUT /v1/agent/me/absence', () => {
  it('writes into the own entry and no other, in a new version', async () => {
    const { call, absencesOf } = await office();
    expect(await call('agent', path, { body: week })).toMatchObject({ status: 200, body: { version: 2, absences: [week] } });
    expect(await absencesOf('agent@shop.example')).toEqual([week]);
    expect(await absencesOf('supervisor@shop.example')).toEqual([]);
  });

  it('says the same twice in one version, and joins what overlaps', async () => {
    const { call } = await office();
    await call('agent', path, { body: week });
    expect((await call('agent', path, { body: week })).body.version).toBe(2);
    const longer = { from: '2026-11-20T00:00:00.000Z', until: '2026-11-30T00:00:00.000Z' };
    const { body } = await call('agent', path, { body: longer });
    expect(body.absences).toEqual([{ from: week.from, until: longer.until }]);
  });

  it('keeps a version that comes into force later, with the absence', async () => {
    const { call, publish, absencesOf, policies } = await office();
    const later = new Date('2026-11-18T00:00:00.000Z');
    const renamed = aStaff().map((person) => ({ ...person, name: `${person.name}!` }));
    await publish({ name: 'people', body: renamed, validFrom: later.toISOString(), by: 'command-line' }, noon);
    expect((await call('agent', path, { body: week })).status).toBe(200);
    expect(await absencesOf('agent@shop.example')).toEqual([week]);
    expect(await absencesOf('agent@shop.example', later)).toEqual([week]);
    expect(((await policies.inForce('people', noon))!.body as { name: string }[])[0]!.name).not.toContain('!');
    expect(((await policies.inForce('people', later))!.body as { name: string }[])[0]!.name).toContain('!');
  });

  it.each([
    ['ends before it begins', { from: week.until, until: week.from }],
    ['is over already', { from: '2026-11-01T00:00:00Z', until: '2026-11-02T00:00:00Z' }],
    ['has no end', { from: week.from }],
  ])('refuses one that %s', async (_case, body) => {
    const { call } = await office();
    expect((await call('agent', path, { body })).status).toBe(422);
  });

  it('is for colleagues', async () => {
    const { call } = await office();
    expect((await call('customer', path, { body: week })).status).toBe(403);
  });

  it('gets through beside others, and says so when it cannot', async () => {
    const { call } = await office();
    const both = await Promise.all([call('agent', path, { body: week }), call('supervisor', path, { body: week })]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const busy = { publish: async () => ({ stale: 9 }) };
    const { policies } = await office();
    const blocked = agentsApi([stayAway], { policies, publisher: busy });
    expect((await blocked('agent', path, { body: week })).status).toBe(409);
  });
});
