import type { Approval } from '../../domain/approvals/approval.ts';
import { approvalClock } from '../../domain/approvals/approval-clock.ts';
import { barredFrom } from '../../domain/approvals/barred.ts';
import { membersOf, stepsUp } from '../../domain/approvals/ladder.ts';
import { panelChange } from '../../domain/approvals/panel-change.ts';
import { askedAbout, presentLevel, whoDecides } from '../../domain/approvals/who-decides.ts';
import { personIdOf } from '../../domain/identifiers.ts';
import { isAway, type Person, personByEmail } from '../../domain/people/people-policy.ts';
import { handOver } from '../../domain/returns/approval-care.ts';
import { say } from '../../domain/texts/say.ts';
import { wrongContent } from '../runtime/problem.ts';
import type { Heard } from './answer-approval.ts';
import type { ApprovalDesk } from './approval-desk.ts';
import type { ApprovalView } from './approval-view.ts';
import { written } from './decide.ts';

/** Hands the decision on to a colleague who may take it: one of the level, or of those that stand above it. */
export async function reassign(desk: ApprovalDesk, heard: Heard, now: Date): Promise<ApprovalView> {
  const { approval, matter, by, deciders } = heard;
  const { rules: policy, staff: people } = deciders;
  const heir = heirOf(heard, now);
  const to = personIdOf(heir.email);
  const { asked } = whoDecides(approval, matter, policy, people, now);
  // Their own seat, and that of the colleague for whom they stand in.
  const seats = new Set([by.personId, ...asked.filter(({ personId }) => personId === by.personId).map(({ seat }) => seat)]);
  const handed = [...approval.handed, ...[...seats].map((from) => ({ from, to }))];
  const given: Approval = { ...approval, handed, reminded: [], chased: [] };
  const change = panelChange({ approval: given, matter, policy, people }, now);
  if (!change.approval.asked.includes(to) || change.approval.asked.includes(by.personId))
    throw notHeir('That colleague is needed for another level of this decision. Name somebody else.');
  const level = presentLevel(given, matter, policy).number;
  const handover = { approvalId: approval.approvalId, to: [to], from: [by.personId], why: 'reassigned' as const, level, by: by.personId };
  const clock = approvalClock({ approval: change.approval, matter, policy, people }, now);
  return await written(desk, heard, handOver(matter.subject, { handover, clock }, now), change.approval, [], now);
}

/** The colleague who is named. Throws 422 for nobody, for whoever may not decide this, and for whoever is away. */
function heirOf({ approval, matter, said, by, deciders: { rules, staff } }: Heard, now: Date): Person {
  const steps = stepsUp(presentLevel(approval, matter, rules).number, askedAbout(approval, matter), rules);
  const may = steps.flatMap((step) => membersOf(step, staff));
  const person = said.to ? personByEmail(staff, said.to) : undefined;
  if (!person || !may.includes(person) || personIdOf(person.email) === by.personId) {
    const names = [...new Set(may.filter((one) => personIdOf(one.email) !== by.personId).map(({ email }) => email))];
    throw notHeir(names.length > 0 ? `Name a colleague who may decide this: ${names.join(', ')}.` : 'Nobody else may decide this.');
  }
  const because = barredFrom(matter, person);
  if (because) throw notHeir(`That colleague may not decide this one. Told to them: ${say(because, 'en')}`);
  if (approval.votes.some((vote) => vote.by === personIdOf(person.email)))
    throw notHeir('That colleague approved already; nobody approves twice.');
  if (isAway(person, now)) throw notHeir('That colleague is away. Name somebody who is here.');
  return person;
}

function notHeir(message: string) {
  return wrongContent([{ pointer: '/to', message }]);
}
