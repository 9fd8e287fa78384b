import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNotPossible, type Move, type NotPossible } from '../../../domain/cases/move.ts';
import { addNote, restart, ringDue, stop } from '../../../domain/returns/case-care.ts';
import { inspect } from '../../../domain/returns/inspection.ts';
import { markShipped, provideLabel, receive } from '../../../domain/returns/parcel-lifecycle.ts';
import {
  giveDetails,
  giveWay,
  markPaid,
  markSent,
  needPayout,
  openDetails,
  reserveRefunds,
  returnPayout,
  settleRefund,
} from '../../../domain/returns/refund-lifecycle.ts';
import { type Finding, hasEnded, ReturnCase } from '../../../domain/returns/return-case.ts';
import { askApproval, decide, decideApproval } from '../../../domain/returns/return-decision.ts';
import { cancel, close, expire, expireRest, extend } from '../../../domain/returns/return-lifecycle.ts';
import { catalogue } from '../../../events/catalogue.ts';
import { agent, approvalId, aRefund, aReturn, day, policy, yes } from '../../builders/a-return.ts';

type Try = (before: ReturnCase, on: Date, serial: number) => Move | NotPossible;
const because = yes.because;
const at = (before: ReturnCase, n: number) => before.refunds[n % Math.max(1, before.refunds.length)]?.refundId ?? 'rf_none';
const executionOf = (before: ReturnCase) => before.execution ?? `execution-${before.restarts}`;

const outcome = fc.constantFrom('approved', 'approved', 'approved', 'keep-item', 'refused', 'needs-approval');
const finding: fc.Arbitrary<Finding> = fc.record({
  lineId: fc.constantFrom('1', '2'),
  quantity: fc.integer({ min: 1, max: 2 }),
  outcome: fc.constantFrom('accepted', 'accepted', 'rejected', 'wrong-item'),
});
const of = (run: Try) => fc.constant(run);

/** Everything that can happen to a return, with whatever arguments; most of it is not possible at most times. */
const happening: fc.Arbitrary<Try> = fc.oneof(
  { weight: 1, arbitrary: of((before, on) => cancel(before, { by: 'customer' }, on)) },
  {
    weight: 150,
    arbitrary: fc.oneof(
      outcome.map<Try>(
        (said) => (before, on) => decide(before, { execution: executionOf(before), decision: { outcome: said, because }, policy }, on),
      ),
      of((before, on) => askApproval(before, { approvalId, because, execution: executionOf(before) }, on)),
      fc
        .constantFrom('approve', 'approve', 'refuse')
        .map<Try>(
          (decision) => (before, on) =>
            decideApproval(before, { approvalId, terms: before.terms, decision, by: agent, reasonTextId: 't', policy }, on),
        ),
      of((before, on) => extend(before, { policy }, on)),
      of((before, on) => expire(before, {}, on)),
      of((before, on) => expireRest(before, {}, on)),
      of((before, on) => close(before, {}, on)),
      of((before, on) => provideLabel(before, { uploadId: 'u', by: agent, policy }, on)),
      of((before, on) => markShipped(before, { carrier: 'dhl', trackingNumber: '1' }, on)),
      of((before, on) => receive(before, { by: agent }, on)),
      fc
        .array(finding, { minLength: 1, maxLength: 3 })
        .map<Try>((findings) => (before, on) => inspect(before, { findings, by: agent, policy }, on)),
      of((before, on, serial) =>
        reserveRefunds(before, { refunds: [aRefund(serial, 100, on)], settlesFindings: before.findings.length }, on),
      ),
      fc.nat(3).map<Try>((n) => (before, on) => markSent(before, { refundId: at(before, n) }, on)),
      fc.nat(3).map<Try>((n) => (before, on) => needPayout(before, { refundId: at(before, n), policy }, on)),
      fc.nat(3).map<Try>((n) => (before, on) => markPaid(before, { refundId: at(before, n), by: 'p_000000000000' }, on)),
      fc.nat(3).map<Try>((n) => (before, on) => openDetails(before, { refundId: at(before, n), by: 'p_000000000000' }, on)),
      fc.nat(3).map<Try>((n) => (before, on) => returnPayout(before, { refundId: at(before, n), by: agent, textId: 't' }, on)),
      of((before, on) => giveDetails(before, {}, on)),
      of((before, on) => giveWay(before, { paymentId: 'pay-1', values: { amount: 100, currency: 'GBP' }, owner: 'agents' }, on)),
      fc.tuple(fc.nat(3), fc.constantFrom('succeeded', 'failed')).map<Try>(
        ([n, status]) =>
          (before, on) =>
            settleRefund(before, { refundId: at(before, n), status }, on),
      ),
      fc.constantFrom('parcel', 'rest', 'label', 'inspection').map<Try>((measure) => (before, on) => ringDue(before, { measure }, on)),
      of((before, on) => stop(before, { reason: because, owner: 'agents' }, on)),
      of((before, on) => restart(before, { by: agent }, on)),
      of((before, on) => addNote(before, { textId: 't', by: agent }, on)),
    ),
  },
);

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

function held(subject: ReturnCase): number {
  return sum(subject.lines.map((line) => line.open)) + (subject.keepItem ? sum(subject.lines.map((line) => line.quantity)) : 0);
}

function checkMove(before: ReturnCase, move: Move): void {
  const now = move.case;
  expect(now.version).toBe(before.version + move.records.length);
  expect(() => ReturnCase.parse(now)).not.toThrow();
  for (const record of move.records) catalogue[record.type as keyof typeof catalogue].data.parse(record.data);
  expect(now.firstPromisedBy).toBe(before.firstPromisedBy);
  // Only money that came back opens a closed return again.
  const reopened = before.status === 'closed' && move.records.some(({ type }) => type === 'return.reopened.v1');
  if (hasEnded(before.status) && !reopened) expect(now.status).toBe(before.status);
  if (hasEnded(now.status)) expect(now.clocks.filter((clock) => clock.state === 'running' || clock.wakeAt)).toEqual([]);
  expect(new Set(now.clocks.map((clock) => clock.measure)).size).toBe(now.clocks.length);
  for (const clock of move.clocks ?? []) expect(now.clocks).toContainEqual(clock);
}

describe('a return, whatever happens to it in whatever order', () => {
  const journeys = fc.record({
    route: fc.constantFrom<ReturnCase['route']>('own-postage', 'label'),
    steps: fc.array(fc.tuple(happening, fc.nat(4)), { minLength: 40, maxLength: 160, size: 'max' }),
  });

  it('keeps its version, pieces, money, clocks and ends', () => {
    const ends = new Set<string>();
    fc.assert(
      fc.property(journeys, ({ route, steps }) => {
        let subject = aReturn({ route });
        let today = 0;
        let givenBack = 0;
        const reserved = new Map<string, number>();
        steps.forEach(([attempt, days], serial) => {
          today += days;
          const move = attempt(subject, day(today), serial);
          if (isNotPossible(move)) return;
          checkMove(subject, move);
          givenBack += sum((move.giveBack ?? []).map((piece) => piece.quantity));
          const newly = move.case.refunds.filter((refund) => !subject.refunds.some((old) => old.refundId === refund.refundId));
          expect(sum((move.reserve ?? []).map((part) => part.amount))).toBe(sum(newly.map((refund) => refund.amount)));
          for (const refund of newly) reserved.set(refund.refundId, 0);
          const failed = move.case.refunds.filter(
            (refund) => refund.status === 'failed' && subject.refunds.find((old) => old.refundId === refund.refundId)?.status !== 'failed',
          );
          expect((move.release ?? []).length).toBe(failed.length);
          for (const refund of failed) reserved.set(refund.refundId, (reserved.get(refund.refundId) ?? 0) + 1);
          subject = move.case;
          const judged = sum(subject.findings.filter((f) => f.outcome !== 'wrong-item').map((f) => f.quantity));
          expect(givenBack + held(subject) + judged).toBe(4);
          for (const refund of subject.refunds) expect(reserved.get(refund.refundId)).toBe(refund.status === 'failed' ? 1 : 0);
        });
        ends.add(subject.status);
      }),
      { numRuns: 400 },
    );
    expect([...ends]).toEqual(expect.arrayContaining(['refused', 'cancelled', 'closed']));
  });
});
