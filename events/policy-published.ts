import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A new version of a policy is in force. */
export const PolicyPublished = defineEvent(
  'policy.published',
  1,
  z.strictObject({ name: z.string(), policyVersion: z.int(), by: z.string() }),
);
