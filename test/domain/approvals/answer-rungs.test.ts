import { describe, expect, it } from 'vitest';
import { answerRungs } from '../../../domain/approvals/answer-rungs.ts';
import type { Approval } from '../../../domain/approvals/approval.ts';
import { approvalClock } from '../../../domain/approvals/approval-clock.ts';
import { panelChange } from '../../../domain/approvals/panel-change.ts';
import type { Clock } from '../../../domain/clocks/clock.ts';
import type { PeoplePolicy } from '../../../domain/people/people-policy.ts';
import { asksFor, idOfName, rulesOf, somebody, staffOf } from '../../builders/an-approval.ts';

const awake = { quiet: ['00:00', '00:00'] };
const at = (hours: number) => new Date(Date.UTC(2026, 0, 1) + hours * 3_600_000);
const rules = rulesOf({ people: ['ada@shop.example'], remindAfter: 'PT4H', escalateAfter: 'PT12H' });
const plain = staffOf(somebody('ada', 'desk', awake)).map((person) => ({ ...person, quiet: ['00:00', '00:00'] as [string, string] }));

/** An approval asked at midnight, and what its clock comes to hour by hour. */
function running(people: PeoplePolicy = plain, question?: object) {
  const { approval, matter } = asksFor({}, question ? { question: question as never } : {});
  const facts = { matter, policy: rules, people };
  let so: { approval: Approval; clock: Clock } = panelChange({ approval, ...facts }, at(0)) as never;
  so = { approval: so.approval, clock: approvalClock({ approval: so.approval, ...facts }, at(0)) };
  const told: string[] = [];
  const until = (hours: number, seen: string[] = [], staff = people) => {
    while (so.clock.state === 'running' && so.clock.wakeAt && so.clock.wakeAt <= at(hours).toISOString()) {
      const on = new Date(so.clock.wakeAt);
      const answered = answerRungs({ ...so, ...facts, people: staff, seen }, on);
      if (!answered) break;
      so = answered;
      const hour = (on.getTime() - at(0).getTime()) / 3_600_000;
      for (const { type, data } of answered.records) {
        const to = (data.to as string[] | undefined)?.map((id) => people.find(({ name }) => idOfName(name) === id)?.name);
        if (type !== 'clock.rang.v1') told.push(`${hour} ${type.replace(/\.v1$/, '')}${to ? ` ${to}` : ''}`);
      }
    }
    return told;
  };
  return { until, now: () => so };
}

describe('the clock of an approval', () => {
  it('tells the other channel after an hour, reminds, goes up, calls a last time, and ends', () => {
    const { until, now } = running();
    expect(until(24 * 30)).toEqual([
      '1 approval.unread ada',
      '4 approval.reminded ada',
      '12 approval.handed-over mia',
      '13 approval.unread mia',
      '36 approval.reminded ada,mia',
      '60 case.stopped',
      '696 approval.reminded ada,mia',
      '720 approval.ended',
      '720 case.stopped',
    ]);
    expect(now()).toMatchObject({ approval: { status: 'expired' }, clock: { state: 'stopped' } });
  });

  it('lets those alone who have looked, until it reminds', () => {
    expect(running().until(5, [idOfName('ada')])).toEqual(['4 approval.reminded ada']);
  });

  it('reminds nobody at night: each in the morning of their own zone', () => {
    const asleep = staffOf(somebody('ada', 'desk', { quiet: ['20:00', '08:00'], zone: 'UTC' }));
    expect(running(asleep).until(11)).toEqual(['8 approval.unread ada', '8 approval.reminded ada']);
    const elsewhere = staffOf(somebody('ada', 'desk', { quiet: ['20:00', '08:00'], zone: 'Asia/Jakarta' }));
    expect(running(elsewhere).until(11)).toEqual(['1 approval.unread ada', '4 approval.reminded ada']);
  });

  it('waits with everything while a question is open, but not for ever', () => {
    const question = { approvalId: 'a'.repeat(32), by: idOfName('ada'), to: 'customer', textId: 't', askedAt: at(0).toISOString() };
    const { until } = running(plain, question);
    expect(until(24 * 28)).toEqual([]);
    expect(until(24 * 30)).toEqual(['696 approval.reminded ada', '720 approval.ended', '720 case.stopped']);
  });

  it('hands over when an absence begins and back when it ends; both are known beforehand', () => {
    const absences = [{ from: at(2).toISOString(), until: at(3).toISOString() }];
    const staff = staffOf(somebody('ada', 'desk', { absences, deputies: ['bob@shop.example'] }), somebody('bob', 'desk'));
    const { until } = running(staff.map((person) => ({ ...person, quiet: ['00:00', '00:00'] as [string, string] })));
    expect(until(3)).toEqual(['1 approval.unread ada', '2 approval.handed-over bob', '3 approval.handed-over ada']);
  });

  it('answers nothing twice', () => {
    const { until, now } = running();
    until(1);
    const { matter } = asksFor();
    expect(answerRungs({ ...now(), matter, policy: rules, people: plain, seen: [] }, at(1))).toBeUndefined();
  });
});
