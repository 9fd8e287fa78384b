import { afterAll, beforeAll, expect, it } from 'vitest';
import { personIdOf } from '../../domain/identifiers.ts';
import people from '../../infra/local/seed/people.json' with { type: 'json' };
import { aPotSentBack, bea } from './a-pot-sent-back.ts';
import { freshCloud } from './visitor.ts';

const at = (name: string) => `${name}@shop.example`;
const person = (name: string, roles: string[], differs: object = {}) => ({
  email: at(name),
  name,
  roles,
  zone: 'Europe/London',
  ...differs,
});
const day = [['09:00', '17:00']];
const london = { zone: 'Europe/London', week: { mon: day, tue: day, wed: day, thu: day, fri: day }, holidays: ['GB-ENG'], except: {} };

/** Ana is away from 30 March 12:00 UTC on, Budi stands in for her; Dewi lives in Jakarta and sleeps from 20:00 to 08:00 there. */
const colleagues = [
  person('ana', ['agent'], { deputies: [at('budi')], absences: [{ from: '2026-03-30T12:00:00Z', until: '2026-05-01T00:00:00Z' }] }),
  person('budi', ['agent']),
  person('citra', ['agent']),
  person('dewi', ['manager'], { zone: 'Asia/Jakarta' }),
];
const ladder = [
  { at: '25%', to: 'owner' },
  { at: '50%', to: 'owner' },
  { at: '80%', to: [at('budi'), at('citra')] },
  { at: '-PT1H', to: 'owner', urgent: true },
  { at: '100%', to: [at('budi'), at('citra'), at('dewi')] },
  { at: '+PT12H', to: at('dewi') },
  { at: '+P10D', to: at('dewi'), urgent: true },
];

/**
 * Written by hand. Opened on Tuesday 24 March, 13:00 UTC (13:00 in London); 80 hours of a London office, 9 to 5, closed on Good Friday
 * (3 April) and Easter Monday (6 April); summer time begins on Sunday 29 March.
 * 4 hours that day, 12 h by Wed 25, 20 h by Thu 26, 28 h by Fri 27; Mon 30 March (summer: 08:00 to 16:00 UTC) 36 h, Tue 44 h,
 * Wed 1 April 52 h, Thu 60 h; Tue 7 April 68 h, Wed 8 76 h, Thu 9: 80 h at 13:00 in London = 12:00 UTC.
 */
const table = [
  // 20 hours: the closing on Thursday, which still belongs to the day.
  ['25%', '2026-03-26T17:00', ['ana']],
  // 40 hours: 4 into Tuesday 31 March; Ana has gone, Budi is her deputy.
  ['50%', '2026-03-31T12:00', ['budi']],
  // 64 hours: 4 into Tuesday 7 April. Budi heard as Ana's deputy already.
  ['80%', '2026-04-07T12:00', ['citra']],
  // An hour before the deadline: the owner's rung again.
  ['-PT1H', '2026-04-09T11:00', ['budi']],
  // 12:00 UTC is 19:00 in Jakarta: Dewi is still up. Budi and Citra heard already.
  ['100%', '2026-04-09T12:00', ['dewi']],
  // Midnight UTC: closed; opens at 08:00 UTC on Friday 10 April, 15:00 in Jakarta.
  ['+PT12H', '2026-04-10T08:00', ['dewi']],
  // Ten days after the deadline, at 12:00 UTC on a Sunday, urgently.
  ['+P10D', '2026-04-19T12:00', ['dewi']],
];

let world: Awaited<ReturnType<typeof freshCloud>>;
beforeAll(async () => {
  world = await freshCloud({ now: '2026-03-24T13:00:00Z' });
});
afterAll(async () => await world.cloud.stop());

interface Told {
  readonly detail: {
    readonly metadata: { readonly caseId: string; readonly version: number; readonly occurredAt: string };
    readonly data: { readonly measure?: string; readonly rung: string; readonly people: string[]; readonly promisedBy: string };
  };
}
async function heard(type: string, caseId: string): Promise<Told['detail'][]> {
  const events = (await world.raw('GET', '/local/events.json')).body as unknown as (Told & { readonly detailType: string })[];
  const found = events.filter((event) => event.detailType === type && event.detail.metadata.caseId === caseId);
  return found.map(({ detail }) => detail).sort((a, b) => a.metadata.version - b.metadata.version);
}

async function publish(token: string, name: string, change: (body: never) => unknown): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const newest = (await world.raw('GET', `/v1/agent/policies/${name}`, undefined, headers)).body;
  const put = await world.raw(
    'PUT',
    `/v1/agent/policies/${name}`,
    { basedOn: newest.version, body: change(newest.body as never) },
    headers,
  );
  expect(put).toMatchObject({ status: 200 });
  await world.cloud.idle();
}

it('a case ignored for 30 days rings the rungs, instants and persons of the table, and nothing else', async () => {
  const token = await world.agent(at('manager'));
  await publish(token, 'calendars', (seeded: object) => ({ ...seeded, london }));
  await publish(token, 'people', () => [...people, ...colleagues]);
  const targets = [{ measure: 'resolution', duration: 'PT80H', calendar: 'london' }];
  await publish(token, 'sla', () => ({ targets, ladder, fallback: 'manager' }));
  const { caseId, promisedBy } = await aPotSentBack(world, { placedAt: '2026-03-15T10:00:00Z', deliveredAt: '2026-03-18T10:00:00Z' });
  await world.call('POST /v1/agent/cases/{caseId}/assign', { to: at('ana') }, { params: { caseId }, token });

  await world.advance('P30D');

  const rang = (await heard('clock.rang.v1', caseId)).filter(({ data }) => data.measure === 'resolution');
  expect(rang.map(({ data, metadata }) => [data.rung, metadata.occurredAt.slice(0, 16)])).toEqual(table.map(([rung, on]) => [rung, on]));
  const told = await heard('sla.escalated.v1', caseId);
  const named = (ids: readonly string[]) => colleagues.filter(({ email }) => ids.includes(personIdOf(email))).map(({ name }) => name);
  expect(told.map(({ data }) => [data.rung, named(data.people)])).toEqual(table.map(([rung, , who]) => [rung, who]));

  // The customer: told at once, put off once before the date, then a person is asked. The first date is kept.
  expect(await heard('case.acknowledged.v1', caseId)).toHaveLength(1);
  const [holding, ...again] = await heard('holding.sent.v1', caseId);
  expect(again).toEqual([]);
  expect(holding && holding.metadata.occurredAt < promisedBy && holding.data.promisedBy > promisedBy).toBe(true);
  const mails = (await world.mails(bea)).filter((mail) => mail.caseId === caseId).map(({ notice }) => notice);
  expect(mails).toEqual(['received', 'holding']);
  expect(await heard('promise.moved.v1', caseId)).toEqual([]);
}, 120_000);
