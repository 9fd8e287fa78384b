import type { Because } from '../cases/because.ts';
import { answered } from './approval-question.ts';
import { OpenStatus, standing } from './return-case.ts';
import { everyStatus, transition } from './transition.ts';

/** The customer wrote. Texts are kept in `people`, under their id. Who was asked something has answered: the case goes on. */
export const receiveMessage = transition<{ textId: string }>('receive-message', everyStatus, (before, { textId }) => {
  const { records, drop } = answered(before, 'customer', textId);
  return {
    set: { status: standing(before) },
    drop,
    records: [{ type: 'message.received.v1', data: { textId, channel: 'web' } }, ...records],
  };
});

/** The customer disagrees: a person looks, whatever the status. */
export const dispute = transition<{ textId: string; owner: string }>('dispute', everyStatus, (before, { textId, owner }, on) => {
  const reason: Because = { code: 'customer-disputes', values: {} };
  return {
    set: { status: standing(before), task: { reason, owner, since: on.toISOString() } },
    records: [
      { type: 'message.received.v1', data: { textId, channel: 'web' } },
      { type: 'case.stopped.v1', data: { owner, reason } },
    ],
  };
});

/** A colleague wrote. With `waitFor` they asked something: the case waits for the customer, unless it has ended. */
export const sendMessage = transition<{ textId: string; by: string; waitFor?: 'customer' | undefined }>(
  'send-message',
  everyStatus,
  (before, { textId, by, waitFor }) => {
    const current = OpenStatus.safeParse(standing(before));
    if (!waitFor || !current.success) return { records: [{ type: 'message.sent.v1', data: { textId, by } }] };
    return {
      set: { status: 'awaiting-customer', resumes: current.data },
      records: [{ type: 'message.sent.v1', data: { textId, by, waitFor } }],
    };
  },
);
