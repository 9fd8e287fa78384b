import * as z from 'zod';
import { personIdOf } from '../../domain/identifiers.ts';
import { PeoplePolicy } from '../../domain/people/people-policy.ts';
import { raisedFrom } from '../../domain/returns/escalate.ts';
import { ownerOf } from '../../domain/returns/return-case.ts';
import { factsOf } from '../../domain/returns/sla-facts.ts';
import { answerRing } from '../../domain/sla/answer-ring.ts';
import { SlaMeasure } from '../../domain/sla/sla-measure.ts';
import { ClockRang } from '../../events/clock-rang.ts';
import { type Cases, cases } from '../adapters/cases.ts';
import { type Policies, policies, policyBody } from '../adapters/policies.ts';
import { type RingClaims, ringClaims } from '../adapters/ring-claims.ts';
import { type SlaEditions, slaEditions } from '../adapters/sla-editions.ts';
import { log } from '../runtime/logger.ts';
import { task } from '../runtime/task.ts';
import { EscalationCall } from './escalation-call.ts';

const Found = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('over') }),
  EscalationCall.extend({ outcome: z.enum(['reached', 'nobody']) }),
]);
const over = { outcome: 'over' } as const;

interface Deps {
  readonly cases: Pick<Cases, 'read' | 'log'>;
  readonly claims: RingClaims;
  readonly policies: Pick<Policies, 'inForce'>;
  readonly editions: SlaEditions;
}

/**
 * Claims a ring and finds whom it is for, by person id: those in reach when it rang. `over`: somebody has answered or acknowledged since,
 * the ring was carried out, or another execution has it.
 */
export const { handler, run } = task({
  input: ClockRang.detail.extend({ execution: z.string() }),
  output: Found,
  connect: (): Deps => ({ cases: cases(), claims: ringClaims(), policies: policies(), editions: slaEditions() }),
  run: async ({ metadata, data, execution }, { cases, claims, policies, editions }, { now }) => {
    const { eventId, caseId, version, occurredAt } = metadata;
    const measure = SlaMeasure.safeParse(data.measure).data;
    const subject = await cases.read(caseId);
    if (!data.sla || !measure || !subject || !(await claims.take(eventId, execution, now))) return over;
    const rangAt = new Date(occurredAt);
    const input = { records: await cases.log(caseId), facts: factsOf(subject), editions: await editions.current(), now };
    const people = policyBody(PeoplePolicy, await policies.inForce('people', rangAt));
    const owner = ownerOf(subject);
    const ring = { measure, rung: data.rung, version, rangAt, call: data.sla };
    const answer = answerRing(ring, input, { people, ...(owner ? { owner } : {}) });
    if (!('people' in answer)) {
      log('ring needs nobody', { caseId, clockId: data.clockId, status: answer.outcome });
      return over;
    }
    const { clockId, rung, dueAt, sla: call } = data;
    const found = { eventId, version, caseId, clockId, measure, rung, dueAt, ...answer, people: [...answer.people] };
    return { ...found, ...call, lastResort: lastResortOf(answer.lastResort), priority: raisedFrom(subject) };
  },
});

/** As owners of tasks are written: an address stays inside. */
function lastResortOf([first = 'manager']: readonly string[]): string {
  return first.includes('@') ? personIdOf(first) : first;
}
