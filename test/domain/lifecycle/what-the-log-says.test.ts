import { describe, expect, it } from 'vitest';
import type { Move, NotPossible } from '../../../domain/cases/move.ts';
import { startClock } from '../../../domain/clocks/plain-clock.ts';
import { addNote, assign, raiseTask, restart, ring, ringDue, stop, waitFor } from '../../../domain/returns/case-care.ts';
import { finishTask } from '../../../domain/returns/finish-task.ts';
import { inspect } from '../../../domain/returns/inspection.ts';
import { dispute, receiveMessage, sendMessage } from '../../../domain/returns/messages.ts';
import { markShipped, provideLabel, receive, scan } from '../../../domain/returns/parcel-lifecycle.ts';
import { giveDetails, markSent, needPayout, openDetails } from '../../../domain/returns/refund-lifecycle.ts';
import { ownerOf } from '../../../domain/returns/return-case.ts';
import { agent, aRefund, aReturn, day, mustMove, policy, whyNot } from '../../builders/a-return.ts';

// What each step changes and what it tells, to the letter: events and mails are made of nothing else.

const told = (outcome: Move | NotPossible) => mustMove(outcome).records;
const since = day(1).toISOString();
const reason = { code: 'refund-failed', values: {} };
const task = { reason, owner: 'ana', since };
const stoppedRecord = { type: 'case.stopped.v1', data: { owner: 'ana', reason } };

describe('a case that stops', () => {
  it('is a task with an owner, since now', () => {
    const move = mustMove(stop(aReturn(), { reason, owner: 'ana' }, day(1)));
    expect(move.case.task).toEqual(task);
    expect(move.records).toEqual([stoppedRecord]);
  });

  it.each([
    ['the same reason', 'refund-failed', 'refund-failed', 'already-stopped'],
    ['less than is known', 'refunded-elsewhere', 'refund-failed', 'already-stopped'],
    ['less than is known of an outcome', 'refund-unknown-outcome', 'provider-silent', 'already-stopped'],
    ['less than is known of a failure', 'refund-not-made', 'refund-failed', 'already-stopped'],
    ['less than the dashboard did', 'refunded-elsewhere', 'refund-not-made', 'already-stopped'],
    ['less than is known of a shortage', 'refund-above-rest', 'refund-short', 'already-stopped'],
    ['a date of money that went back for nothing', 'refunded-too-much', 'refund-overdue', 'already-stopped'],
    ['a date of goods that never came', 'refunded-not-sent', 'parcel-overdue', 'already-stopped'],
    ['a date of something else', 'refunded-not-sent', 'inspection-overdue', undefined],
    ['another reason', 'workflow-failed', 'refund-failed', undefined],
    ['more than was known', 'refund-failed', 'refunded-elsewhere', undefined],
  ])('stops once: %s', (_, known, code, expected) => {
    const before = aReturn({ task: { ...task, reason: { code: known, values: {} } } });
    expect(whyNot(stop(before, { reason: { code, values: {} }, owner: 'ana' }, day(1)))).toBe(expected);
  });

  it('may be a task also when it has ended', () => {
    const move = mustMove(raiseTask(aReturn({ status: 'closed' }), { reason, owner: 'ana' }, day(1)));
    expect(move.case).toMatchObject({ status: 'closed', task });
    expect(move.records).toEqual([stoppedRecord]);
  });

  it('that has ended is done with when a colleague says so', () => {
    const move = mustMove(
      finishTask(aReturn({ status: 'closed', task: { ...task, also: [{ code: 'x', values: {} }] } }), { by: agent }, day(1)),
    );
    expect(move.case).not.toHaveProperty('task');
    expect(move.records).toEqual([{ type: 'task.finished.v1', data: { by: agent } }]);
    expect(whyNot(finishTask(aReturn({ status: 'closed' }), { by: agent }, day(1)))).toBe('no-task');
  });

  it('goes on under another execution', () => {
    const move = mustMove(restart(aReturn({ task, execution: 'one', waitingFor: 'parcel', restarts: 2 }), { by: agent }, day(1)));
    expect(move.case.restarts).toBe(3);
    for (const gone of ['task', 'execution', 'waitingFor']) expect(move.case).not.toHaveProperty(gone);
    expect(move.records).toEqual([{ type: 'return.restarted.v1', data: { caseId: 'R-00000001', by: agent } }]);
  });

  it('goes to a colleague with its task', () => {
    const move = mustMove(assign(aReturn({ task }), { to: 'ben', by: agent }, day(1)));
    expect(move.case).toMatchObject({ owner: 'ben', task: { ...task, owner: 'ben' } });
    expect(move.records).toEqual([{ type: 'case.assigned.v1', data: { to: 'ben', by: agent } }]);
    expect(mustMove(assign(aReturn(), { to: 'ben', by: agent }, day(1))).case).not.toHaveProperty('task');
  });

  it('belongs to its own owner, else to whoever has its task', () => {
    expect(ownerOf({ owner: 'ben', task })).toBe('ben');
    expect(ownerOf({ task })).toBe('ana');
    expect(ownerOf({})).toBeUndefined();
  });
});

it('a step that waits says for what', () => {
  const move = mustMove(waitFor(aReturn({ execution: 'one' }), { question: 'parcel', execution: 'one' }, day(1)));
  expect(move.case.waitingFor).toBe('parcel');
  expect(move.records).toEqual([{ type: 'step.waiting.v1', data: { question: 'parcel' } }]);
});

describe('a clock rings', () => {
  const clock = startClock('R-00000001', 'parcel', day(0), 'P14D', [{ name: 'remind', at: day(7).toISOString() }]);
  const label = startClock('R-00000001', 'label', day(0), 'P1D');
  const before = aReturn({ status: 'awaiting-parcel', clocks: [label, clock] });
  const rang = (rung: string, at: number) => ({
    type: 'clock.rang.v1',
    data: { clockId: clock.clockId, measure: 'parcel', rung, at: day(at).toISOString(), dueAt: day(14).toISOString() },
  });

  it('one rung by its name', () => {
    expect(told(ring(before, { measure: 'parcel', rungName: 'remind' }, day(20)))).toEqual([rang('remind', 7)]);
  });

  it('all that are due, in their order', () => {
    expect(told(ringDue(before, { measure: 'parcel' }, day(20)))).toEqual([rang('remind', 7), rang('due', 14)]);
  });

  it.each([
    ['not before it is due', 'parcel', 'remind', 6],
    ['not by another name', 'parcel', 'expiring', 20],
    ['not where there is none', 'rest', 'due', 20],
  ] as const)('%s', (_, measure, rungName, n) => {
    expect(whyNot(ring(before, { measure, rungName }, day(n)))).toBe('nothing-due');
  });

  it('none of a clock that is not there', () => {
    expect(whyNot(ringDue(before, { measure: 'rest' }, day(20)))).toBe('nothing-due');
  });
});

describe('words', () => {
  const received = { type: 'message.received.v1', data: { textId: 't-1', channel: 'web' } };
  const question = { approvalId: 'a'.repeat(32), by: agent, to: 'customer' as const, textId: 't-0', askedAt: since };
  const waiting = aReturn({ status: 'awaiting-customer', resumes: 'awaiting-approval', question });

  it('of the customer take the case back to where it stood, and answer who asked', () => {
    const move = mustMove(receiveMessage(waiting, { textId: 't-1' }, day(1)));
    expect(move.case).toMatchObject({ status: 'awaiting-approval' });
    expect(move.case).not.toHaveProperty('question');
    expect(move.records).toEqual([
      received,
      { type: 'approval.answered.v1', data: { approvalId: question.approvalId, to: [agent], by: 'customer', textId: 't-1' } },
    ]);
  });

  it('of the customer who disagrees are a task', () => {
    const move = mustMove(dispute(waiting, { textId: 't-1', owner: 'ana' }, day(1)));
    const disputes = { code: 'customer-disputes', values: {} };
    expect(move.case).toMatchObject({ status: 'awaiting-approval', task: { reason: disputes, owner: 'ana', since } });
    expect(move.records).toEqual([received, { type: 'case.stopped.v1', data: { owner: 'ana', reason: disputes } }]);
  });

  it.each([
    ['that ask wait for the customer', 'requested', 'customer', 'awaiting-customer', { waitFor: 'customer' }],
    ['that tell change nothing', 'requested', undefined, 'requested', {}],
    ['after the end wait for nobody', 'closed', 'customer', 'closed', {}],
  ] as const)('of a colleague %s', (_, status, waitForWhom, after, more) => {
    const move = mustMove(sendMessage(aReturn({ status }), { textId: 't-1', by: agent, waitFor: waitForWhom }, day(1)));
    expect(move.case.status).toBe(after);
    expect(move.records).toEqual([{ type: 'message.sent.v1', data: { textId: 't-1', by: agent, ...more } }]);
  });

  it('among colleagues are notes', () => {
    expect(told(addNote(aReturn(), { textId: 't-1', by: agent }, day(1)))).toEqual([
      { type: 'note.added.v1', data: { textId: 't-1', by: agent } },
    ]);
  });
});

describe('a parcel', () => {
  const before = aReturn({ status: 'awaiting-parcel', route: 'label' });

  it('has a label, where one was wanted', () => {
    const given = { uploadId: 'u-1', by: agent, policy };
    expect(told(provideLabel(before, given, day(1)))).toEqual([{ type: 'label.provided.v1', data: { uploadId: 'u-1', by: agent } }]);
    expect(whyNot(provideLabel({ ...before, route: 'store' }, given, day(1)))).toBe('no-label-wanted');
  });

  it('is corrected when the same number belongs to another carrier', () => {
    const sent = mustMove(markShipped(before, { carrier: 'dhl', trackingNumber: 'T1' }, day(1))).case;
    expect(sent.parcel).toEqual({ carrier: 'dhl', trackingNumber: 'T1', shippedAt: since });
    expect(told(markShipped(sent, { carrier: 'dhl', trackingNumber: 'T1' }, day(2)))).toEqual([]);
    const other = mustMove(markShipped(sent, { carrier: 'ups', trackingNumber: 'T1' }, day(2)));
    expect(other.case.parcel).toMatchObject({ carrier: 'ups', shippedAt: since });
    expect(other.records).toEqual([{ type: 'parcel.shipped.v1', data: { carrier: 'ups' } }]);
  });

  it('was sent when a carrier first saw it', () => {
    const scanned = { status: 'in-transit', at: since };
    const move = mustMove(scan(before, scanned, day(2)));
    expect(move.case.parcel.shippedAt).toBe(since);
    expect(move.records).toEqual([{ type: 'parcel.scanned.v1', data: scanned }]);
    const again = mustMove(scan(move.case, { ...scanned, at: day(2).toISOString() }, day(2)));
    expect(again.case.parcel.shippedAt).toBe(since);
    expect(mustMove(scan(aReturn({ status: 'closed' }), scanned, day(2))).case.parcel).toEqual({});
  });

  it('arrives: its clocks stop, the inspection’s runs, and the next date is told', () => {
    const clocks = (['label', 'parcel', 'rest'] as const).map((measure) => startClock(before.caseId, measure, day(0), 'P14D'));
    const move = mustMove(receive({ ...before, clocks, parcel: { carrier: 'dhl' } }, { by: agent }, day(3)));
    const promisedBy = day(6).toISOString();
    expect(move.case).toMatchObject({ parcel: { carrier: 'dhl', receivedAt: day(3).toISOString() }, promisedBy, settledFindings: 0 });
    expect(move.records).toEqual([{ type: 'parcel.received.v1', data: { by: agent, promisedBy } }]);
    expect(move.case.clocks.map(({ measure, state }) => [measure, state])).toEqual([
      ['label', 'stopped'],
      ['parcel', 'stopped'],
      ['rest', 'stopped'],
      ['inspection', 'running'],
    ]);
    const none = { ...before, lines: before.lines.map((line) => ({ ...line, open: 0 })) };
    expect(whyNot(receive(none, { by: agent }, day(3)))).toBe('nothing-expected');
  });

  it('is inspected: what was found is told with the date of the money, or without where only missing pieces are awaited', () => {
    const arrived = mustMove(receive(before, { by: agent }, day(3))).case;
    const cup = (outcome: 'accepted' | 'rejected') => ({ lineId: '1', quantity: 1, outcome });
    const mixed = mustMove(inspect(arrived, { findings: [cup('rejected'), cup('accepted')], by: agent, policy }, day(4)));
    expect(mixed.records).toEqual([
      {
        type: 'return.inspected.v1',
        data: { findings: [cup('rejected'), cup('accepted')], by: agent, open: 2, promisedBy: day(9).toISOString() },
      },
    ]);
    expect(mixed.case.clocks.find(({ measure }) => measure === 'inspection')?.state).toBe('stopped');
    const waits = mustMove(inspect(arrived, { findings: [cup('rejected')], by: agent, policy }, day(4)));
    expect(waits.records[0]?.data).toEqual({ findings: [cup('rejected')], by: agent, open: 3 });
    expect(inspect(arrived, { findings: [{ ...cup('accepted'), lineId: '9' }], by: agent, policy }, day(4))).toEqual({
      notPossible: { code: 'line-not-in-return', values: { lineId: '9' } },
    });
    expect(inspect(arrived, { findings: [{ ...cup('accepted'), quantity: 4 }], by: agent, policy }, day(4))).toEqual({
      notPossible: { code: 'more-than-open', values: { open: 3 } },
    });
    expect(inspect(arrived, { findings: [{ ...cup('accepted'), deduction: 2001 }], by: agent, policy }, day(4))).toEqual({
      notPossible: { code: 'deduction-above-value', values: { amount: 2000, currency: 'GBP' } },
    });
  });
});

describe('a refund', () => {
  const { refundId } = aRefund(1, 500, day(0));
  const refunding = (status: 'reserved' | 'awaiting-payout') =>
    aReturn({
      status: 'refunding',
      refunds: [aRefund(1, 500, day(0), { status }), aRefund(2, 500, day(0))],
      promisedBy: day(30).toISOString(),
    });

  it('is sent, or handed to a person, on record', () => {
    expect(told(markSent(refunding('reserved'), { refundId }, day(1)))).toEqual([{ type: 'refund.sent.v1', data: { refundId } }]);
    expect(told(needPayout(refunding('reserved'), { refundId, policy }, day(1)))).toEqual([
      { type: 'payout.needed.v1', data: { refundId, promisedBy: day(8).toISOString() } },
    ]);
  });

  it('waits for details where any of them is a payout; who looks at them is on record', () => {
    const before = refunding('awaiting-payout');
    expect(told(giveDetails(before, {}, day(1)))).toEqual([{ type: 'payout.details-given.v1', data: {} }]);
    expect(told(openDetails(before, { refundId, by: agent }, day(1)))).toEqual([
      { type: 'payout.details-seen.v1', data: { refundId, by: agent } },
    ]);
    expect(whyNot(needPayout(before, { refundId, policy }, day(1)))).toBe('refund-not-open');
  });
});
