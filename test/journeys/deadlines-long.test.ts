import { afterEach, beforeEach, expect, it } from 'vitest';
import { aPotSentBack } from './a-pot-sent-back.ts';
import { freshCloud } from './visitor.ts';

const manager = 'manager@shop.example';
const always = { calendar: 'always' };

let world: Awaited<ReturnType<typeof freshCloud>>;
beforeEach(async () => {
  world = await freshCloud({ now: '2026-03-02T09:00:00Z' });
});
afterEach(async () => await world.cloud.stop());

async function publish(token: string, body: object) {
  const headers = { authorization: `Bearer ${token}` };
  const newest = (await world.raw('GET', '/v1/agent/policies/sla', undefined, headers)).body;
  const put = await world.raw('PUT', '/v1/agent/policies/sla', { basedOn: newest.version, body }, headers);
  await world.cloud.idle();
  return put;
}

/** A return of 90.00 that waits for a colleague, under one policy. */
async function asked(policy: object) {
  const token = await world.agent(manager);
  expect(await publish(token, policy)).toMatchObject({ status: 200 });
  const { caseId, promisedBy, token: customer } = await aPotSentBack(world);
  const params = { caseId };
  const read = async () => {
    const { body } = await world.call('GET /v1/agent/cases/{caseId}', undefined, { params, token: await world.agent(manager) });
    return { ...body, clock: (measure: string) => body.clocks.find(({ clockId }) => clockId === `${caseId}.sla-${measure}`) };
  };
  return { caseId, promisedBy, params, token, customer, read };
}

async function rings(caseId: string): Promise<{ rung: string; at: string; rangAt: string }[]> {
  const events = (await world.raw('GET', '/local/events.json')).body as unknown as {
    detailType: string;
    detail: { metadata: { caseId: string; occurredAt: string }; data: { rung: string; at: string; sla?: object } };
  }[];
  return events
    .filter(({ detailType, detail }) => detailType === 'clock.rang.v1' && detail.metadata.caseId === caseId && detail.data.sla)
    .map(({ detail }) => ({ rung: detail.data.rung, at: detail.data.at, rangAt: detail.metadata.occurredAt }));
}

it('paused and resumed 50 times, a case keeps its spent time to the second', async () => {
  const policy = { targets: [{ measure: 'resolution', duration: 'P10D', ...always }], pauseOn: ['awaiting-customer'] };
  const { params, customer, read, ...signedIn } = await asked(policy);
  let { token } = signedIn;
  for (let time = 0; time < 50; time += 1) {
    await world.advance('PT7M11S');
    const question = { text: 'Which one?', waitFor: 'customer' as const };
    // A colleague's session lasts twelve hours.
    const session = time % 10 === 0 ? await world.agent(manager) : undefined;
    token = session ?? token;
    const waiting = await world.call('POST /v1/agent/cases/{caseId}/messages', question, { params, token });
    expect(waiting.body.status).toBe('awaiting-customer');
    await world.advance('PT13M');
    const answer = await world.call('POST /v1/returns/{caseId}/messages', { text: 'The blue one.' }, { params, token: customer });
    expect(answer.body.status).toBe('awaiting-approval');
  }
  expect((await read()).clock('resolution')).toMatchObject({ spentSeconds: 50 * (7 * 60 + 11), state: 'running' });
}, 120_000);

// Four hundred virtual days take a while: CI walks them, and whoever asks with REDRESS_LARGE=1.
it.runIf(process.env.REDRESS_LARGE === '1')(
  'a clock that is open for 400 days rings on day 400',
  async () => {
    const ladder = [{ at: '100%', to: manager, urgent: true }];
    const { caseId } = await asked({ targets: [{ measure: 'resolution', duration: 'P400D', ...always }], ladder });
    await world.advance('P399DT23H');
    expect(await rings(caseId)).toEqual([]);
    await world.advance('PT1H');
    const due = '2027-04-06T09:00:00.000Z';
    expect(await rings(caseId)).toEqual([{ rung: '100%', at: due, rangAt: due }]);
  },
  300_000,
);

it('a policy published meanwhile keeps the time spent and moves no promised date', async () => {
  const { caseId, promisedBy, read, token } = await asked({ targets: [{ measure: 'first-response', duration: 'PT8H', ...always }] });
  await world.advance('PT2H');
  const ladder = [{ at: '100%', to: manager, urgent: true }];
  const shorter = {
    targets: [
      { measure: 'first-response', duration: 'PT3H', ...always },
      { measure: 'promise-kept', duration: 'P9D', ...always },
    ],
    ladder,
  };
  expect(await publish(token, shorter)).toMatchObject({ status: 200 });
  expect((await read()).clock('first-response')).toMatchObject({ spentSeconds: 7200, dueAt: '2026-03-02T12:00:00.000Z' });
  expect((await read()).promisedBy).toBe(promisedBy);
  await world.advance('PT1H');
  expect((await rings(caseId)).map(({ rung, rangAt }) => [rung, rangAt])).toEqual([['100%', '2026-03-02T12:00:00.000Z']]);
});

it.each([-600, 600])('with clocks of functions that are %i seconds off, no rung is early', async (seconds) => {
  await world.raw('POST', '/local/faults', { service: 'clock', mode: 'skew', seconds });
  const ladder = [
    { at: '50%', to: manager, urgent: true },
    { at: '100%', to: manager, urgent: true },
  ];
  const { caseId } = await asked({ targets: [{ measure: 'first-response', duration: 'PT2H', ...always }], ladder });
  await world.advance('PT4H');
  const rang = await rings(caseId);
  expect(rang.map(({ rung }) => rung)).toEqual(['50%', '100%']);
  for (const { at, rangAt } of rang) {
    // The ring's instant is the schedule's: the minute that came, not the function's own idea of it.
    expect(rangAt >= at).toBe(true);
    expect(rangAt).toMatch(/:00\.000Z$/);
  }
});

const ladder = ['25%', '50%', '100%'].map((at) => ({ at, to: manager, urgent: true }));
const fourHours = { targets: [{ measure: 'first-response', duration: 'PT4H', ...always }], ladder };

it('the schedule fails for six hours: afterwards every overdue rung rings once, in order', async () => {
  const { caseId } = await asked(fourHours);
  const outage = { service: 'functions', operation: 'RingDueClocks', mode: 'refuse', count: 100_000, seconds: 6 * 3600 };
  expect((await world.raw('POST', '/local/faults', outage)).status).toBeLessThan(300);
  await world.advance('PT5H50M');
  expect(await rings(caseId)).toEqual([]);

  await world.advance('PT30M');

  const rang = await rings(caseId);
  expect(rang.map(({ rung, at }) => [rung, at])).toEqual([
    ['25%', '2026-03-02T10:00:00.000Z'],
    ['50%', '2026-03-02T11:00:00.000Z'],
    ['100%', '2026-03-02T13:00:00.000Z'],
  ]);
  // A tick of the last minutes of the outage is tried again after it, and carries its own instant.
  for (const { rangAt } of rang) expect(rangAt >= '2026-03-02T14:55:00.000Z' && rangAt <= '2026-03-02T15:05:00.000Z').toBe(true);
}, 120_000);

it('two schedule events at once, and one repeated, ring nothing twice', async () => {
  const { caseId } = await asked(fourHours);
  await world.advance('PT59M');
  const name = world.cloud.cloud.model.functions.find(({ short }) => short === 'RingDueClocks')?.name;
  const tick = () => world.raw('POST', `/2015-03-31/functions/${name}/invocations`, { id: 'tick', time: '2026-03-02T10:00:00Z' });

  const replies = [...(await Promise.all([tick(), tick(), tick()])), await tick()];
  await world.advance('PT30M');

  expect(replies.map(({ status, headers }) => [status, headers.get('x-amz-function-error')])).toEqual(Array(4).fill([200, null]));
  expect((await rings(caseId)).map(({ rung }) => rung)).toEqual(['25%']);
});

it('a priority is changed at the version that was seen, and the deadline with it; a stale version is told so', async () => {
  const targets = [
    { when: { priority: 'urgent' }, measure: 'resolution', duration: 'P1D', ...always },
    { measure: 'resolution', duration: 'P10D', ...always },
  ];
  const { params, token, read } = await asked({ targets });
  await world.advance('PT6H');
  const { version } = await read();
  const urgent = await world.call('PATCH /v1/agent/cases/{caseId}', { version, priority: 'urgent' }, { params, token });
  expect(urgent).toMatchObject({ status: 200, body: { priority: 'urgent' } });
  expect((await read()).clock('resolution')).toMatchObject({ dueAt: '2026-03-03T09:00:00.000Z', spentSeconds: 21_600 });
  const stale = await world.call('PATCH /v1/agent/cases/{caseId}', { version, priority: 'low' }, { params, token });
  expect(stale).toMatchObject({ status: 409, body: { current: { version: version + 1 } } });
});

it('a policy that names a calendar or a colleague that there is not is refused, with pointers', async () => {
  const token = await world.agent(manager);
  const wrong = {
    targets: [{ measure: 'resolution', duration: 'PT8H', calendar: 'moon' }],
    ladder: [{ at: '80%', to: 'nobody@shop.example' }],
  };
  const put = await publish(token, wrong);
  expect(put).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/body/targets/0/calendar' }, { pointer: '/body/ladder/0/to/0' }] },
  });
});
