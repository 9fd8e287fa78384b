import { ApprovalsPolicy } from './approvals/approvals-policy.ts';
import { PeoplePolicy } from './people/people-policy.ts';
import { ReturnPolicy } from './returns/return-policy.ts';
import { CalendarsPolicy } from './sla/calendars/calendars-policy.ts';
import { SlaPolicy } from './sla/sla-policy.ts';

/** The policies that an admin can publish, by name, with what makes one valid. */
export const policySchemas = {
  returns: ReturnPolicy,
  approvals: ApprovalsPolicy,
  people: PeoplePolicy,
  calendars: CalendarsPolicy,
  sla: SlaPolicy,
} as const;
export type PublishedPolicy = keyof typeof policySchemas;
