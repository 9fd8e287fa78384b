import { ApprovalsPolicy } from './approvals/approvals-policy.ts';
import { PeoplePolicy } from './people/people-policy.ts';
import { ReturnPolicy } from './returns/return-policy.ts';

/** The policies that an admin can publish, by name, with what makes one valid. */
export const policySchemas = { returns: ReturnPolicy, approvals: ApprovalsPolicy, people: PeoplePolicy } as const;
export type PublishedPolicy = keyof typeof policySchemas;
