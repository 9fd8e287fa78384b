import { describe, expect, it } from 'vitest';
import { addNote, assign, raiseTask, restart, ring, ringDue, stop, waitFor } from '../../../domain/returns/case-care.ts';
import { finishTask } from '../../../domain/returns/finish-task.ts';
import { inspect } from '../../../domain/returns/inspection.ts';
import { dispute, receiveMessage, sendMessage } from '../../../domain/returns/messages.ts';
import { markShipped, provideLabel, receive, scan } from '../../../domain/returns/parcel-lifecycle.ts';
import { markPaid, markSent, needPayout, reserveRefunds, settleRefund } from '../../../domain/returns/refund-lifecycle.ts';
import { EndStatus } from '../../../domain/returns/return-case.ts';
import { askApproval, decide, decideApproval } from '../../../domain/returns/return-decision.ts';
import { cancel, close, expire, expireRest, extend } from '../../../domain/returns/return-lifecycle.ts';
import { everyStatus } from '../../../domain/returns/transition.ts';
import { agent, approvalId, aReturn, day, execution, policy, whyNot, yes } from '../../builders/a-return.ts';

const refundId = `rf_${'0'.repeat(24)}`;
const attempts = [
  [decide, { execution, decision: yes, policy }],
  [askApproval, { approvalId, because: yes.because, execution }],
  [decideApproval, { approvalId, terms: 1, decision: 'approve', by: agent, policy }],
  [cancel, { by: 'customer' }],
  [extend, { policy }],
  [expire, {}],
  [expireRest, {}],
  [close, {}],
  [provideLabel, { uploadId: 'u', by: agent, policy }],
  [markShipped, { carrier: 'dhl', trackingNumber: '1' }],
  [receive, { by: agent }],
  [inspect, { findings: [], by: agent, policy }],
  [reserveRefunds, { refunds: [], settlesFindings: 0 }],
  [markSent, { refundId }],
  [needPayout, { refundId, policy }],
  [markPaid, { refundId, by: agent }],
  [settleRefund, { refundId, status: 'succeeded' }],
  [stop, { reason: yes.because, owner: 'agents' }],
  [restart, { by: agent }],
  [finishTask, { by: agent }],
] as const;

describe('every named transition', () => {
  it('has a name of its own, which errors and the log of moves say', () => {
    const names = attempts.map(([{ action }]) => action);
    const others = [addNote, assign, raiseTask, ring, ringDue, scan, waitFor].map(({ action }) => action);
    expect([...names, ...others].sort()).toMatchInlineSnapshot(`
      [
        "add-note",
        "ask-approval",
        "assign",
        "cancel",
        "close",
        "decide",
        "decide-approval",
        "expire",
        "expire-rest",
        "extend",
        "finish-task",
        "inspect",
        "mark-paid",
        "mark-sent",
        "mark-shipped",
        "need-payout",
        "provide-label",
        "raise-task",
        "receive",
        "reserve-refunds",
        "restart",
        "ring",
        "ring-due",
        "scan",
        "settle-refund",
        "stop",
        "wait-for",
      ]
    `);
  });

  it.each(attempts.map(([transition, args]) => [transition.action, transition, args] as const))(
    '%s answers not-now with status and action outside its statuses',
    (_, transition, args) => {
      const outside = everyStatus.filter((status) => !transition.from.includes(status));
      expect(outside.length).toBeGreaterThan(0);
      for (const status of outside) {
        const outcome = (transition as (...given: unknown[]) => unknown)(aReturn({ status }), args, day(1));
        expect(outcome).toEqual({ notPossible: { code: 'not-now', values: { status, action: transition.action } } });
      }
    },
  );

  it.each(EndStatus.options)('a return that is %s still takes notes, messages, disputes, scans and an owner, and stays so', (status) => {
    const before = aReturn({ status, execution });
    const care = [
      addNote(before, { textId: 't', by: agent }, day(1)),
      receiveMessage(before, { textId: 't' }, day(1)),
      sendMessage(before, { textId: 't', by: agent }, day(1)),
      dispute(before, { textId: 't', owner: 'agents' }, day(1)),
      assign(before, { to: agent, by: agent }, day(1)),
      scan(before, { status: 'delivered', at: day(1).toISOString() }, day(1)),
      waitFor(before, { question: 'parcel', execution }, day(1)),
    ];
    expect(care.map((outcome) => ('case' in outcome ? outcome.case.status : whyNot(outcome)))).toEqual(care.map(() => status));
  });

  it('never changes the case it is given', () => {
    const before = Object.freeze(aReturn());
    decide(before, { execution, decision: yes, policy }, day(1));
    expect(before).toEqual(aReturn());
  });
});
