import type * as z from 'zod';
import { ApprovalsPolicy } from '../../domain/approvals/approvals-policy.ts';
import { PeoplePolicy } from '../../domain/people/people-policy.ts';
import type { PublishedPolicy } from '../../domain/policies.ts';
import { faultsOfApprovals, faultsOfPeople } from '../../domain/policy-references.ts';
import { ReturnPolicy } from '../../domain/returns/return-policy.ts';
import { CalendarsPolicy } from '../../domain/sla/calendars/calendars-policy.ts';
import { SlaPolicy } from '../../domain/sla/sla-policy.ts';
import { faultsOfCalendars, faultsOfSla, faultsOfStaff } from '../../domain/sla-references.ts';
import type { Policies } from '../adapters/policies.ts';
import { pointerTo } from '../runtime/explain.ts';
import type { PointedError } from '../runtime/problem.ts';
import { readPolicy } from './read-policy.ts';

type Reads = Pick<Policies, 'newest'>;

/**
 * A policy's body with its defaults filled in, or everything that is wrong with it: its own form, and whom and what it names in the
 * newest versions of the other policies. A policy that nobody has published yet is not asked.
 */
export async function checkPolicy(
  name: PublishedPolicy,
  body: unknown,
  policies: Reads,
  now: Date,
): Promise<{ readonly body: unknown } | { readonly errors: PointedError[] }> {
  const read = readPolicy(name, body);
  if ('errors' in read) return read;
  const faults = await referencesOf[name](read.body, policies, now);
  return faults.length === 0 ? read : { errors: faults.map(({ path, message }) => ({ pointer: pointerTo(path), message })) };
}

type Fault = ReturnType<typeof faultsOfPeople>[number];
const referencesOf: Record<PublishedPolicy, (body: unknown, policies: Reads, now: Date) => Promise<Fault[]>> = {
  returns: async () => [],
  approvals: async (body, policies) =>
    faultsOfApprovals(
      ApprovalsPolicy.parse(body),
      await newest(PeoplePolicy, 'people', policies),
      await newest(ReturnPolicy, 'returns', policies),
    ),
  people: async (body, policies) => {
    const people = PeoplePolicy.parse(body);
    const sla = await newest(SlaPolicy, 'sla', policies);
    return [...faultsOfPeople(people, await newest(ApprovalsPolicy, 'approvals', policies)), ...faultsOfStaff(people, { sla })];
  },
  sla: async (body, policies) =>
    faultsOfSla(SlaPolicy.parse(body), {
      calendars: await newest(CalendarsPolicy, 'calendars', policies),
      people: await newest(PeoplePolicy, 'people', policies),
    }),
  calendars: async (body, policies, now) =>
    faultsOfCalendars(CalendarsPolicy.parse(body), { sla: await newest(SlaPolicy, 'sla', policies) }, now),
};

async function newest<S extends z.ZodType>(schema: S, name: PublishedPolicy, policies: Reads): Promise<z.output<S> | undefined> {
  return schema.safeParse((await policies.newest(name))?.body).data;
}
