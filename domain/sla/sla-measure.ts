import * as z from 'zod';

/** What a promise is made about. */
export const SlaMeasure = z.enum([
  'first-response',
  'next-response',
  'resolution',
  'approval',
  'refund-paid',
  'payout-paid',
  'promise-kept',
]);
export type SlaMeasure = z.infer<typeof SlaMeasure>;

/** How a rung reaches people. */
export const RungChannel = z.enum(['email', 'webhook']);

/** What a rung does. `acknowledge` notifies and asks for an acknowledgement in so many words. */
export const RungAction = z.enum(['notify', 'acknowledge', 'reassign', 'raise-priority']);
