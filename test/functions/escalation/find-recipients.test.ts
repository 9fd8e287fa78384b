import { describe, expect, it } from 'vitest';
import { ringClaimsTable } from '../../../functions/adapters/ring-claims.ts';
import { run } from '../../../functions/escalation/find-recipients.ts';
import { idOf } from '../../builders/a-staff.ts';
import { aRungCase, caseId, clockId, dueAt, ladder, rang, rangAt } from '../../fakes/a-rung-case.ts';

const soon = new Date(rangAt.getTime() + 2000);
const minutes = (n: number) => new Date(soon.getTime() + n * 60_000);

async function finding(...of: Parameters<typeof aRungCase>) {
  const world = await aRungCase(...of);
  const { cases, policies, editions } = world.desk;
  const deps = { cases, policies, editions, claims: ringClaimsTable(world.documents, 'cases') };
  const find = async (execution = 'one', now = soon, data: object = rang('80%')) => {
    const metadata = { eventId: `${caseId}.2`, occurredAt: rangAt.toISOString(), caseId, version: 2, traceId: '-' };
    return await run({ metadata, data: data as ReturnType<typeof rang>, execution }, deps, { now });
  };
  return { ...world, find };
}

describe('find-recipients', () => {
  it('finds whom the rung names, by person id', async () => {
    const { find } = await finding();
    expect(await find()).toEqual({
      outcome: 'reached',
      ...{ eventId: `${caseId}.2`, version: 2, caseId, clockId, measure: 'first-response', rung: '80%', dueAt },
      ...{ people: [idOf('agent')], how: 'named', to: [idOf('agent')], action: 'notify', channel: 'email', urgent: false },
      ...{ lastResort: 'manager', priority: 'high' },
    });
  });

  it('gives a ring to one execution; to the same again after a crash; to another once the first must be gone', async () => {
    const { find } = await finding();
    expect(await find('one')).toMatchObject({ outcome: 'reached' });
    expect(await find('two')).toEqual({ outcome: 'over' });
    expect(await find('one')).toMatchObject({ outcome: 'reached' });
    expect(await find('two', minutes(11))).toMatchObject({ outcome: 'reached' });
  });

  const escalated = { clockId, measure: 'first-response', rung: '80%', action: 'notify', people: [idOf('agent')], how: 'named' };
  it.each([
    ['the customer has an answer', ['2026-11-10T15:12:01.000Z', 'message.sent.v1', { by: idOf('agent') }]],
    [
      'somebody acknowledged',
      ['2026-11-10T15:12:01.000Z', 'sla.acknowledged.v1', { clockId, measure: 'first-response', by: idOf('agent') }],
    ],
    ['the ring was carried out', ['2026-11-10T15:12:01.000Z', 'sla.escalated.v1', escalated]],
    ['the case was cancelled', ['2026-11-10T15:12:01.000Z', 'return.cancelled.v1', { by: 'customer' }]],
  ] as const)('needs nobody when %s', async (_case, record) => {
    const { find } = await finding(ladder, record);
    expect(await find()).toEqual({ outcome: 'over' });
  });

  it('reassigns all the same when somebody acknowledged', async () => {
    const acknowledged = [
      '2026-11-10T15:12:01.000Z',
      'sla.acknowledged.v1',
      { clockId, measure: 'first-response', by: idOf('agent') },
    ] as const;
    const { find } = await finding([{ at: '80%', to: 'agent@shop.example', action: 'reassign' }], acknowledged);
    expect(await find('one', soon, rang('80%', { action: 'reassign' }))).toMatchObject({ outcome: 'reached', action: 'reassign' });
  });

  it('reaches the next level, somebody new, when those named are away; nobody when all are', async () => {
    const { find, desk, publish } = await finding();
    const absences = [{ from: '2026-11-10T00:00:00.000Z', until: '2026-11-11T00:00:00.000Z' }];
    const staff = (await desk.policies.newest('people'))!.body as { email: string }[];
    const leave = async (...gone: string[]) => {
      const body = staff.map((person) => (gone.includes(person.email) ? { ...person, absences } : person));
      await publish({ name: 'people', body, validFrom: '2020-01-01T00:00:00Z', by: 'command-line' }, rangAt);
    };
    await leave('agent@shop.example');
    expect(await find()).toMatchObject({ outcome: 'reached', how: 'next-level', people: [idOf('supervisor')] });
    await leave('agent@shop.example', 'supervisor@shop.example');
    expect(await find()).toMatchObject({ outcome: 'nobody', how: 'fallback', people: [idOf('manager')] });
  });

  it('asks those whom it called when no policy knows the rung any more', async () => {
    const { find } = await finding([{ at: '50%', to: 'manager@shop.example' }]);
    expect(await find()).toMatchObject({ outcome: 'reached', people: [idOf('agent')] });
  });
});
