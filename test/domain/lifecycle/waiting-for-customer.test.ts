import { describe, expect, it } from 'vitest';
import { isNotPossible } from '../../../domain/cases/move.ts';
import { dispute, receiveMessage, sendMessage } from '../../../domain/returns/messages.ts';
import { receive } from '../../../domain/returns/parcel-lifecycle.ts';
import { answerTo } from '../../../domain/returns/questions.ts';
import { OpenStatus, type ReturnCase } from '../../../domain/returns/return-case.ts';
import { decide } from '../../../domain/returns/return-decision.ts';
import { extend } from '../../../domain/returns/return-lifecycle.ts';
import { agent, aReturn, day, execution, mustMove, policy, walked, yes } from '../../builders/a-return.ts';

const ask = (before: ReturnCase) => sendMessage(before, { textId: 't', by: agent, waitFor: 'customer' }, day(1));
const approved = () => walked(aReturn(), (before) => decide(before, { execution, decision: yes, policy }, day(0)));

describe('a case that waits for its customer', () => {
  it.each(OpenStatus.options.filter((status) => status !== 'awaiting-customer'))('goes back to %s when they answer', (status) => {
    const waiting = mustMove(ask(aReturn({ status }))).case;
    expect(waiting).toMatchObject({ status: 'awaiting-customer', resumes: status });
    const answered = mustMove(receiveMessage(waiting, { textId: 'u' }, day(2))).case;
    expect(answered.status).toBe(status);
    expect(answered).not.toHaveProperty('resumes');
  });

  it('remembers where it stood when it is asked twice, and a dispute is an answer as well', () => {
    const twice = walked(aReturn({ status: 'received' }), ask, ask);
    expect(twice).toMatchObject({ status: 'awaiting-customer', resumes: 'received' });
    expect(mustMove(dispute(twice, { textId: 'u', owner: 'supervisor' }, day(2))).case).toMatchObject({ status: 'received' });
  });

  it('is not begun by a question to a case that has ended', () => {
    const { case: after, records } = mustMove(ask(aReturn({ status: 'closed' })));
    expect(after.status).toBe('closed');
    expect(records).toEqual([{ type: 'message.sent.v1', data: { textId: 't', by: agent } }]);
  });

  it('takes the parcel in all the same, and the workflow hears that it arrived', () => {
    const waiting = walked(approved(), ask);
    expect(answerTo('parcel', waiting)).toBeUndefined();
    const received = mustMove(receive(waiting, { by: agent }, day(2))).case;
    expect(received).toMatchObject({ status: 'received' });
    expect(received).not.toHaveProperty('resumes');
    expect(answerTo('parcel', walked(received, ask))).toBe('arrived');
  });

  it('may be given more time and goes on waiting', () => {
    expect(mustMove(extend(walked(approved(), ask), { policy }, day(2))).case).toMatchObject({ status: 'awaiting-customer' });
  });

  it('allows no more than where it stood before did', () => {
    expect(isNotPossible(receive(walked(aReturn(), ask), { by: agent }, day(2)))).toBe(true);
  });
});
