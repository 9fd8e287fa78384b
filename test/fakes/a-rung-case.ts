import type { SlaMeasure } from '../../domain/sla/sla-measure.ts';
import { SlaPolicy } from '../../domain/sla/sla-policy.ts';
import type { EscalationCall } from '../../functions/escalation/escalation-call.ts';
import { idOf } from '../builders/a-staff.ts';
import { calendars } from '../builders/an-sla-case.ts';
import { aDesk, mugs, noon } from './a-desk.ts';

export const caseId = 'R-00000001';
export const clockId = `${caseId}.sla-first-response`;
export const dueAt = '2026-11-10T16:00:00.000Z';
/** When 80 % of the time had gone: the clock rang. */
export const rangAt = new Date('2026-11-10T15:12:00.000Z');
export const ladder = [
  { at: '80%', to: 'agent@shop.example' },
  { at: '100%', to: 'supervisor@shop.example' },
];

/** A case opened at noon that owes its first response by four, of which the first rung rang; more of its log as told. */
export async function aRungCase(
  rungs: readonly object[] = ladder,
  ...more: readonly (readonly [at: string, type: string, data: object])[]
) {
  const world = await aDesk();
  const { desk, publish, put, store } = world;
  const targets = [{ measure: 'first-response', duration: 'PT4H', calendar: 'office' }];
  const policy = { targets, ladder: rungs, fallback: 'manager', pauseOn: ['awaiting-customer'] };
  const by = 'command-line';
  await publish({ name: 'calendars', body: calendars, validFrom: '2020-01-01T00:00:00Z', by }, new Date('2020-01-01T00:00:00Z'));
  await publish({ name: 'sla', body: SlaPolicy.parse(policy), validFrom: '2020-01-01T00:00:00Z', by }, new Date('2020-01-01T00:00:00Z'));
  const log = [[noon.toISOString(), 'return.requested.v1', {}], [rangAt.toISOString(), 'clock.rang.v1', rang('80%')], ...more] as const;
  await store(mugs({ caseId, version: log.length }));
  for (const [index, [occurredAt, type, data]] of log.entries()) {
    const version = index + 1;
    const sk = `LOG#${String(version).padStart(6, '0')}`;
    await put({ pk: `CASE#${caseId}`, sk, type, eventId: `${caseId}.${version}`, occurredAt, caseId, version, traceId: '-', data });
  }
  return { ...world, types: async () => (await desk.cases.log(caseId)).map(({ type }) => type) };
}

/** What the log says of a ring. */
export function rang(rung: string, call: Partial<EscalationCall> & { to?: string[] } = {}, measure: SlaMeasure = 'first-response') {
  const { action = 'notify', channel = 'email', urgent = false, to = [idOf('agent')] } = call;
  return { clockId, measure, rung, at: rangAt.toISOString(), dueAt, sla: { to, channel, action, urgent } };
}

/** A ring on its way through the workflow. */
export function aCall(differs: Partial<EscalationCall> = {}): EscalationCall {
  return {
    ...{ eventId: `${caseId}.2`, version: 2, caseId, clockId, measure: 'first-response', rung: '80%', dueAt },
    ...{ action: 'notify', channel: 'email', urgent: false, people: [idOf('agent')], how: 'named' },
    ...{ lastResort: 'manager', priority: 'high' },
    ...differs,
  };
}
