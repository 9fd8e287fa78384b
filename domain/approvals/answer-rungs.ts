import type { NewRecord } from '../cases/move.ts';
import type { Clock, Rung } from '../clocks/clock.ts';
import { plus } from '../clocks/duration.ts';
import { dueRungs, rungRang, stopClock, withRungs } from '../clocks/plain-clock.ts';
import { stoppedFor } from '../returns/open-task.ts';
import type { OpenTask } from '../returns/return-case.ts';
import { awakeFrom } from '../sla/quiet-hours.ts';
import type { Approval } from './approval.ts';
import { approvalClock, type ClockFacts, presentStep, reviewedClock } from './approval-clock.ts';
import { handoverOf, managersTask, ownerAtLast, panelChange } from './panel-change.ts';
import { raisedPanel } from './raise.ts';
import { type Asked, whoDecides } from './who-decides.ts';

/** What the rungs of an approval's clock came to: the approval and clock as they are then, what the log tells, and whose task the case is. */
export interface Answered {
  readonly approval: Approval;
  readonly clock: Clock;
  readonly records: readonly NewRecord[];
  readonly task?: OpenTask | undefined;
}

/** What an approval follows from, with its clock and those who have looked at it. */
export interface RungFacts extends ClockFacts {
  readonly clock: Clock;
  readonly seen: readonly string[];
}

/** Does what the due rungs ask for, in their order. `records` may be empty: then only the clock moves on. Undefined: nothing is due. */
export function answerRungs(facts: RungFacts, on: Date): Answered | undefined {
  const due = dueRungs(facts.clock, on);
  if (due.length === 0) return undefined;
  const start: Answered = { approval: facts.approval, clock: facts.clock, records: [] };
  return due.reduce((so, rung) => {
    if (so.clock.state === 'stopped' || !isDue(so.clock, rung, on)) return so;
    const { approval } = so;
    const clock = rungRang(so.clock, rung.name, on);
    const next = answers[rung.name]({ ...facts, approval, clock }, rung, on);
    return { ...so, ...next, records: [...so.records, ...next.records] };
  }, start);
}

/** An earlier rung of the same pass may have set the clock anew. */
function isDue(clock: Clock, { name }: Rung, on: Date): boolean {
  return dueRungs(clock, on).some((rung) => rung.name === name);
}

type Answer = (facts: RungFacts, rung: Rung, on: Date) => Answered;

const answers: Record<Rung['name'], Answer> = {
  unread: (facts, rung, on) => {
    const told = tell(facts, rung, on, ({ personId }) => !facts.seen.includes(personId) && !facts.approval.chased.includes(personId));
    const { approvalId } = facts.approval;
    return {
      approval: { ...facts.approval, chased: [...facts.approval.chased, ...told.to] },
      clock: told.clock,
      records: told.to.length > 0 ? [{ type: 'approval.unread.v1', data: { approvalId, to: told.to } }] : [],
    };
  },
  remind: (facts, rung, on) => {
    const told = tell(facts, rung, on, ({ personId }) => !facts.approval.reminded.includes(personId));
    const approval = { ...facts.approval, reminded: [...facts.approval.reminded, ...told.to] };
    return { approval, clock: told.clock, records: reminded(facts, rung, told.to, 'unanswered') };
  },
  expiring: (facts, rung, on) => {
    const told = tell({ ...facts, matter: answeredMeanwhile(facts) }, rung, on, () => true);
    return { approval: facts.approval, clock: told.clock, records: reminded(facts, rung, told.to, 'expiring') };
  },
  escalate: (facts, rung, on) => {
    if (waitsForAnswer(facts)) return { approval: facts.approval, clock: later(facts, rung, on), records: [] };
    const raised = raisedPanel(facts, on);
    if (!raised) {
      const task = managersTask('approval-unanswered', facts.matter, facts.people, on);
      return { approval: facts.approval, clock: facts.clock, records: [rang(facts, rung), ...stoppedFor(task)], task };
    }
    const { approval, to } = raised;
    const handover = handoverOf({ approval, to, from: [], why: 'silence' });
    return { approval, clock: approvalClock({ ...facts, approval }, on), records: [rang(facts, rung), handover] };
  },
  review: (facts, _rung, on) => {
    const change = panelChange(facts, on);
    const clock = reviewedClock(facts.clock, { ...facts, approval: change.approval }, on, change.to.length > 0);
    const handover = change.why ? [handoverOf({ ...change, why: change.why })] : [];
    return { approval: change.approval, clock, records: [...handover, ...stoppedFor(change.task)], task: change.task };
  },
  due: (facts, rung, on) => {
    // A clock of an earlier release ended long before its approval does.
    if (facts.approval.expiresAt > on.toISOString()) return { approval: facts.approval, clock: approvalClock(facts, on), records: [] };
    const { approvalId } = facts.approval;
    const task = ownerAtLast(facts, on);
    const ended = { type: 'approval.ended.v1', data: { approvalId, why: 'expired' } };
    return {
      approval: { ...facts.approval, status: 'expired' },
      clock: stopClock(facts.clock),
      records: [rang(facts, rung), ended, ...stoppedFor(task)],
      task,
    };
  },
};

/** Whom a rung tells now, and the clock: those who sleep are told when they wake; while a question is open nobody is. */
function tell(facts: RungFacts, rung: Rung, on: Date, wants: (asked: Asked) => boolean): { to: string[]; clock: Clock } {
  if (waitsForAnswer(facts)) return { to: [], clock: later(facts, rung, on) };
  const asked = whoDecides(facts.approval, facts.matter, facts.policy, facts.people, on).asked.filter(wants);
  const waking = asked.map(({ person, personId }) => ({ personId, at: awakeFrom(person, on.toISOString()) }));
  const asleep = waking.filter(({ at }) => at > on.toISOString());
  const next = asleep.map(({ at }) => at).sort()[0];
  return {
    to: waking.filter((one) => !asleep.includes(one)).map(({ personId }) => personId),
    clock: next ? withRungs(facts.clock, [{ name: rung.name, at: next }]) : facts.clock,
  };
}

function waitsForAnswer({ matter: { subject }, approval }: RungFacts): boolean {
  return subject.question?.approvalId === approval.approvalId;
}

/** The last call is made although somebody was asked a question. */
function answeredMeanwhile({ matter }: RungFacts): RungFacts['matter'] {
  const { question: _, ...subject } = matter.subject;
  return { ...matter, subject };
}

function later(facts: RungFacts, { name }: Rung, on: Date): Clock {
  return withRungs(facts.clock, [{ name, at: plus(on, presentStep(facts).remindAfter) }]);
}

function rang({ clock }: RungFacts, { name, at }: Rung): NewRecord {
  const { clockId, measure, dueAt } = clock;
  return { type: 'clock.rang.v1', data: { clockId, measure, rung: name, at, dueAt } };
}

function reminded(facts: RungFacts, rung: Rung, to: readonly string[], why: 'unanswered' | 'expiring'): NewRecord[] {
  const { approvalId } = facts.approval;
  return to.length === 0 ? [] : [rang(facts, rung), { type: 'approval.reminded.v1', data: { approvalId, to: [...to], why } }];
}
