import { describe, expect, it } from 'vitest';
import { addNote, assign, raiseTask, restart, stop } from '../../../domain/returns/case-care.ts';
import { reasonsOf } from '../../../domain/returns/open-task.ts';
import type { ReturnCase } from '../../../domain/returns/return-case.ts';
import { close } from '../../../domain/returns/return-lifecycle.ts';
import { waitsForOutcome } from '../../../domain/returns/unknown-outcome.ts';
import { agent, aReturn, day, mustMove, whyNot } from '../../builders/a-return.ts';

const because = (code: string) => ({ code, values: { of: code } });
const told = (before: ReturnCase, code: string) => mustMove(stop(before, { reason: because(code), owner: 'agents' }, day(2))).case;
const about = (...codes: string[]) => codes.reduce(told, aReturn());
const codes = (subject: ReturnCase) => reasonsOf(subject.task).map(({ code }) => code);

describe('a task', () => {
  it('keeps what it was about when something newer takes the first place', () => {
    const after = about('refunded-too-much', 'promise-needs-person', 'nobody-told');
    expect(after.task).toMatchObject({
      reason: because('nobody-told'),
      also: [because('promise-needs-person'), because('refunded-too-much')],
    });
    expect(reasonsOf(undefined)).toEqual([]);
    expect(about('refund-failed').task).not.toHaveProperty('also');
  });

  it('is told of each reason once, whatever came after it', () => {
    const after = about('refund-unknown-outcome', 'promise-needs-person');
    expect(whyNot(stop(after, { reason: because('refund-unknown-outcome'), owner: 'agents' }, day(3)))).toBe('already-stopped');
    expect(whyNot(stop(after, { reason: because('provider-silent'), owner: 'agents' }, day(3)))).toBe('already-stopped');
    expect(codes(mustMove(raiseTask(after, { reason: because('refund-unknown-outcome'), owner: 'ana' }, day(3))).case)).toEqual([
      'refund-unknown-outcome',
      'promise-needs-person',
    ]);
  });

  it('goes to a colleague with all of its reasons, and stays while other things happen', () => {
    const after = about('refunded-too-much', 'promise-needs-person');
    expect(mustMove(assign(after, { to: 'ben', by: agent }, day(3))).case.task).toEqual({ ...after.task, owner: 'ben' });
    expect(mustMove(addNote(after, { textId: 't-1', by: agent }, day(3))).case.task).toEqual(after.task);
  });

  it('is done when a person restarts; when the machine does, a loss is still a person’s', () => {
    const after = about('refunded-not-sent', 'refund-unknown-outcome');
    expect(mustMove(restart(after, { by: agent }, day(3))).case).not.toHaveProperty('task');
    expect(codes(mustMove(restart(after, { by: 'system' }, day(3))).case)).toEqual(['refunded-not-sent']);
  });
});

it('ends with the case, but for what the provider’s books or the customer say', () => {
  const before = { ...about('payment-differs', 'promise-needs-person', 'customer-disputes', 'label-overdue'), refunds: [], lines: [] };
  const after = mustMove(close({ ...before, status: 'refunding' }, {}, day(3))).case;
  expect(codes(after)).toEqual(['customer-disputes', 'payment-differs']);
  const idle = { ...about('promise-needs-person', 'refund-overdue'), lines: [] };
  expect(mustMove(close({ ...idle, status: 'refunding' }, {}, day(3))).case).not.toHaveProperty('task');
});

it.each([
  [['refund-unknown-outcome', 'promise-needs-person'], true],
  [['provider-silent'], true],
  [['promise-needs-person'], false],
  [['refund-unknown-outcome', 'refund-failed'], false],
  [[], false],
])('a task of %j waits only for an outcome: %s', (reasons, only) => {
  expect(waitsForOutcome(about(...reasons))).toBe(only);
});
