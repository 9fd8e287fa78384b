import type { NewRecord } from '../cases/move.ts';
import type { ReturnCase } from './return-case.ts';
import { transition } from './transition.ts';

/** An approver asks before deciding. The customer is written to and the case waits for them; a colleague answers with a note. */
export const askQuestion = transition<{ approvalId: string; by: string; to: string; textId: string }>(
  'ask-question',
  ['awaiting-approval'],
  (_before, { approvalId, by, to, textId }, on) => {
    const question = { approvalId, by, to, textId, askedAt: on.toISOString() };
    const questioned = { type: 'approval.questioned.v1', data: { approvalId, by, to, textId } };
    if (to !== 'customer') return { set: { question }, records: [questioned] };
    return {
      set: { question, status: 'awaiting-customer', resumes: 'awaiting-approval' },
      records: [questioned, { type: 'message.sent.v1', data: { textId, by, waitFor: 'customer' } }],
    };
  },
);

/** The record that takes an answer back to the approver who asked, and the question that is done with; nothing when nobody waits for it. */
export function answered(
  { question }: Pick<ReturnCase, 'question'>,
  by: string,
  textId: string,
): { records: NewRecord[]; drop: 'question'[] } {
  if (!question || question.to !== by) return { records: [], drop: [] };
  const { approvalId } = question;
  return { records: [{ type: 'approval.answered.v1', data: { approvalId, to: [question.by], by, textId } }], drop: ['question'] };
}
