import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { shardOf } from '../../../domain/identifiers.ts';
import { acknowledge } from '../../../domain/returns/deadline-care.ts';
import { sendMessage } from '../../../domain/returns/messages.ts';
import type { ReturnCase } from '../../../domain/returns/return-case.ts';
import { cancel } from '../../../domain/returns/return-lifecycle.ts';
import { SlaMeasure } from '../../../domain/sla/sla-measure.ts';
import { casesTable } from '../../../functions/adapters/cases-table.ts';
import { dueClocksTable } from '../../../functions/adapters/due-clocks.ts';
import { policiesTable } from '../../../functions/adapters/policies.ts';
import { policyPublisher } from '../../../functions/adapters/policy-publication.ts';
import { onceAPass, slaEditionsTable } from '../../../functions/adapters/sla-editions.ts';
import { timekeeperTable } from '../../../functions/adapters/timekeeper.ts';
import { run as review } from '../../../functions/clocks/review-deadlines.ts';
import { run } from '../../../functions/clocks/ring-due-clocks.ts';
import { figures } from '../../../functions/runtime/figures.ts';
import { agent, aReturn, mustMove } from '../../builders/a-return.ts';
import { anSlaPolicy, calendars, target } from '../../builders/an-sla-case.ts';
import { localTables } from '../../fakes/local-tables.ts';

/** A Monday at ten, UTC. */
const start = new Date('2026-01-05T10:00:00.000Z');
const minute = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
const ladder = [
  { at: '50%', to: 'owner' },
  { at: '100%', to: 'boss@shop.example' },
  { at: '+PT1H', to: 'manager', urgent: true },
];
const targets = [target('first-response', 'PT4H', 'always'), target('resolution', 'P10D', 'always')];

async function office(policy: object = { targets, ladder: ladder.map((rung) => ({ ...rung, measures: ['first-response'] })) }) {
  const { documents, calls, dump } = localTables();
  const tables = { cases: 'cases', people: () => 'people' };
  const { publish } = policyPublisher(documents, tables, policiesTable(documents, tables));
  const put = async (name: 'sla' | 'calendars', body: unknown, now = start) =>
    await publish({ name, body, validFrom: now.toISOString(), by: 'command-line' }, now);
  await put('calendars', calendars);
  await put('sla', anSlaPolicy(policy as Record<string, unknown>));
  const editions = onceAPass(slaEditionsTable(documents, 'cases'));
  const deadlines = timekeeperTable(documents, 'cases', editions);
  const cases = casesTable(documents, 'cases', deadlines);
  const due = dueClocksTable(documents, 'cases');
  const deps = { approvals: { ring: async () => false }, cases, due, deadlines, editions, figures: figures(() => undefined) };
  const open = async (caseId = 'R-00000001', at = start): Promise<ReturnCase> => {
    const instant = at.toISOString();
    const promisedBy = new Date(at.getTime() + 2 * 86_400_000).toISOString();
    const subject = aReturn({ caseId, version: 2, openedAt: instant, updatedAt: instant, promisedBy, firstPromisedBy: promisedBy });
    const records = [
      { type: 'return.requested.v1', data: { caseId, orderId: subject.orderId, value: subject.value, promisedBy } },
      { type: 'case.acknowledged.v1', data: { automatic: true, promisedBy } },
    ];
    const opened = await cases.open({ name: 'open', case: subject, records }, new Map(subject.lines.map(({ lineId }) => [lineId, 1e6])));
    if (!('opened' in opened)) throw new Error('not opened');
    return opened.opened;
  };
  const rang = async (caseId = 'R-00000001') =>
    (await cases.log(caseId)).filter(({ type }) => type === 'clock.rang.v1').map(({ data, occurredAt }) => [data.rung, occurredAt]);
  const items = async (caseId = 'R-00000001') => new Map((await deadlines.read(caseId))!.items.map((item) => [item.measure, item]));
  return { documents, calls, dump, put, cases, due, deps, open, rang, items, tick: async (now: Date) => await run({ now }, deps) };
}

describe('deadlines of the sla policy', () => {
  it('are written in the transaction that opens the case, each with its next wake', async () => {
    const { open, items } = await office();
    await open();
    const written = await items();
    expect(written.get('first-response')).toMatchObject({ dueAt: minute(240).toISOString(), wakeAt: minute(120).toISOString() });
    expect(written.get('first-response')).toMatchObject({ state: 'running', calendar: 'always', targetSeconds: 14_400 });
    expect(written.get('silence')).toMatchObject({ wakeAt: minute(44 * 60).toISOString() });
  });

  it('ring each rung once, in order, at the time of the schedule, with whom it calls as ids', async () => {
    const { open, tick, rang, cases } = await office();
    await open();
    for (const minutes of [119, 120, 121, 239, 240, 300, 301, 400]) await tick(minute(minutes));
    expect(await rang()).toEqual([
      ['50%', minute(120).toISOString()],
      ['100%', minute(240).toISOString()],
      ['+PT1H', minute(300).toISOString()],
    ]);
    const [first, second] = (await cases.log('R-00000001')).filter(({ type }) => type === 'clock.rang.v1');
    expect(first?.data).toEqual({
      ...{ clockId: 'R-00000001.sla-first-response', measure: 'first-response', rung: '50%' },
      ...{ at: minute(120).toISOString(), dueAt: minute(240).toISOString() },
      sla: { to: ['owner'], channel: 'email', action: 'notify', urgent: false },
    });
    expect(JSON.stringify(second?.data)).not.toContain('@');
  });

  it('ring, after six hours without a schedule, every overdue rung once and in order', async () => {
    const { open, tick, rang } = await office();
    await open();
    await tick(minute(60));
    await tick(minute(420));
    expect((await rang()).map(([rung]) => rung)).toEqual(['50%', '100%', '+PT1H']);
  });

  it('ring nothing twice when two ticks come at once, or one comes again', async () => {
    const { open, tick, rang } = await office();
    await open();
    await Promise.all([tick(minute(120)), tick(minute(120)), tick(minute(120))]);
    await tick(minute(120));
    expect((await rang()).map(([rung]) => rung)).toEqual(['50%']);
  });

  it('fit the transaction of a return of fifty lines, opened and cancelled', async () => {
    const { deps, cases } = await office({ targets: SlaMeasure.options.map((measure) => target(measure, 'PT8H', 'always')), ladder });
    const [line] = aReturn().lines;
    const lines = Array.from({ length: 50 }, (_, n) => ({ ...line!, lineId: String(n + 1) }));
    const subject = aReturn({ version: 2, lines });
    const promisedBy = minute(2880).toISOString();
    const record = { type: 'return.requested.v1', data: { promisedBy } };
    const opening = {
      name: 'open',
      case: subject,
      records: [record, { type: 'case.acknowledged.v1', data: { automatic: true, promisedBy } }],
    };
    const written = await deps.deadlines.after(opening);
    expect(written.map(({ Put }) => Put?.Item?.measure)).toEqual(['first-response', 'resolution', 'promise-kept', 'silence']);
    // Case, two records, link, claim, comments, fifty counters and the deadlines: at most a hundred.
    expect(1 + 2 + 1 + 2 + 50 + written.length).toBeLessThanOrEqual(100);
    await cases.open(opening, new Map(lines.map(({ lineId }) => [lineId, 9])));
    expect(await cases.change(subject.caseId, (before) => cancel(before, { by: 'customer' }, minute(10)))).toMatchObject({
      moved: { status: 'cancelled' },
    });
  });

  it('ring on day 400 when they are open for 400 days', async () => {
    const targets = [target('resolution', 'P400D', 'always')];
    const { open, tick, rang, items } = await office({ targets, ladder: [{ at: '100%', to: 'owner' }] });
    await open();
    const days400 = 400 * 24 * 60;
    for (let days = 1; days < 400; days += 1) await tick(minute(days * 1440));
    await tick(minute(days400 - 1));
    expect((await items()).get('resolution')).toMatchObject({ wakeAt: minute(days400).toISOString() });
    expect(await rang()).toEqual([]);
    await tick(minute(days400));
    expect(await rang()).toEqual([['100%', minute(days400).toISOString()]]);
  });

  it('are silent once somebody answered, and keep still while the customer is asked', async () => {
    const { open, tick, rang, cases, items } = await office();
    const subject = await open();
    await cases.move(subject, mustMove(sendMessage(subject, { textId: 't', by: agent, waitFor: 'customer' }, minute(30))));
    expect((await items()).get('first-response')).toMatchObject({ state: 'met', spentSeconds: 1800 });
    expect((await items()).get('first-response')).not.toHaveProperty('wakeAt');
    expect((await items()).get('resolution')).toMatchObject({ state: 'paused' });
    await tick(minute(600));
    expect(await rang()).toEqual([]);
  });

  it('notify nobody after an acknowledgement, but run on', async () => {
    const { open, tick, rang, cases, items } = await office();
    const subject = await open();
    const clockId = 'R-00000001.sla-first-response';
    await cases.move(subject, mustMove(acknowledge(subject, { clockId, measure: 'first-response', by: agent }, minute(5))));
    await tick(minute(600));
    expect(await rang()).toEqual([]);
    expect((await items()).get('first-response')).toMatchObject({ state: 'breached', acknowledgedAt: minute(5).toISOString() });
  });

  it('keep the time spent, and the date promised, when the policy changes; every open case is reviewed, and again changes nothing', async () => {
    const { open, put, deps, cases, items, tick, rang, calls } = await office();
    const subject = await open();
    await put(
      'sla',
      anSlaPolicy({ targets: [target('first-response', 'PT2H', 'always')], ladder: [{ at: '100%', to: 'owner' }] }),
      minute(60),
    );
    const metadata = { eventId: 'e', occurredAt: minute(60).toISOString(), caseId: 'policy-sla', version: 2, traceId: 't' };
    const event = { type: 'policy.published.v1', metadata, data: { name: 'sla', policyVersion: 2, by: 'command-line' } } as const;
    deps.editions.renew();
    await review(event, deps, { now: minute(61) });
    const reviewed = await items();
    // An hour was spent; an hour is left of two.
    expect(reviewed.get('first-response')).toMatchObject({ dueAt: minute(120).toISOString(), wakeAt: minute(120).toISOString() });
    expect(reviewed.has('resolution')).toBe(false);
    calls.length = 0;
    await review(event, deps, { now: minute(62) });
    expect(calls.filter((call) => /Put|Write|Update/.test(call))).toEqual([]);
    await tick(minute(120));
    expect((await rang()).map(([rung]) => rung)).toEqual(['100%']);
    expect(await cases.read('R-00000001')).toMatchObject({ promisedBy: subject.promisedBy, firstPromisedBy: subject.promisedBy });
  });

  it('cost no more than asking once whether there is a policy, while there is none', async () => {
    const { documents, calls } = localTables();
    const deadlines = timekeeperTable(documents, 'cases', slaEditionsTable(documents, 'cases'));
    const subject = aReturn({ version: 2 });
    const opened = { name: 'open', case: subject, records: [{ type: 'note.added.v1', data: {} }] };
    expect(await deadlines.after(opened)).toEqual([]);
    expect(calls).toEqual(['GetItem']);
  });
});

it('reads no more than what is due and the heads of the shards: 10,000 open clocks, 500 of them due', async () => {
  const { documents, calls, open, tick, rang, due } = await office();
  const ids = Array.from({ length: 500 }, (_, n) => `R-${String(n).padStart(8, '0')}`);
  for (const caseId of ids) await open(caseId);
  for (let n = 0; n < 9500; n += 1) {
    const caseId = `R-${String(n).padStart(8, '9')}`;
    const clockId = `${caseId}.sla-resolution`;
    const wake = { wakeShard: shardOf(clockId), wakeAt: minute(5000 + n).toISOString() };
    const Item = { pk: `CASE#${caseId}`, sk: `CLOCK#${clockId}`, clockId, caseId, measure: 'resolution', ...wake };
    await documents.send(new PutCommand({ TableName: 'cases', Item }));
  }
  expect(await due.upTo(minute(120))).toHaveLength(500);
  calls.length = 0;
  const started = performance.now();
  await tick(minute(120));
  // The next tick comes a minute later.
  expect(performance.now() - started).toBeLessThan(60_000);
  const reads = calls.filter((call) => /Query|Get/.test(call));
  // Sixteen shards, the head of the policies (read with them once), and each due case once.
  expect(reads.length).toBeLessThanOrEqual(16 + 1 + 500);
  expect(calls.filter((call) => call === 'TransactWriteItems')).toHaveLength(500);
  expect(await rang(ids[499])).toEqual([['50%', minute(120).toISOString()]]);
}, 60_000);
