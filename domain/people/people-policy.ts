import * as z from 'zod';
import { Instant, personIdOf } from '../identifiers.ts';

/** What a colleague may do. Roles add up; nobody inherits one. */
export const Role = z.enum(['agent', 'warehouse', 'supervisor', 'manager']);
export type Role = z.infer<typeof Role>;

const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 20:00');
const Zone = z.string().refine(isZone, 'an IANA time zone such as Asia/Jakarta');

/** One colleague. `quiet`: from when to when nothing but urgent news reaches them; `deputies`: addresses of colleagues. */
export const Person = z.strictObject({
  email: z.email().max(320),
  name: z.string().min(1).max(256),
  roles: z.array(Role).min(1),
  team: z.string().min(1).max(64).optional(),
  /** Which language mails to them are in; English unless said. */
  locale: z.string().min(2).max(35).optional(),
  slack: z.strictObject({ team: z.string().min(1), user: z.string().min(1) }).optional(),
  deputies: z.array(z.email()).default([]),
  absences: z
    .array(z.strictObject({ from: Instant, until: Instant }).refine((away) => away.from < away.until, 'an absence ends after it begins'))
    .default([]),
  zone: Zone.default('UTC'),
  quiet: z.tuple([WallTime, WallTime]).default(['20:00', '08:00']),
  channels: z.array(z.enum(['mail', 'slack'])).default(['mail']),
});
export type Person = z.infer<typeof Person>;

/** Who works here (interface: Policies, people). Holds addresses, so its body is kept in the table `people`. */
export const PeoplePolicy = z
  .array(Person)
  .min(1)
  .superRefine((people, context) => {
    const known = new Set(people.map((person) => addressOf(person.email)));
    const seen = new Set<string>();
    people.forEach((person, index) => {
      if (seen.has(addressOf(person.email))) {
        context.addIssue({ code: 'custom', path: [index, 'email'], message: 'is listed twice: keep one entry per person' });
      }
      seen.add(addressOf(person.email));
      person.deputies.forEach((deputy, position) => {
        if (known.has(addressOf(deputy)) && addressOf(deputy) !== addressOf(person.email)) return;
        context.addIssue({
          code: 'custom',
          path: [index, 'deputies', position],
          message: 'must be the address of another person of this list',
        });
      });
    });
    if (!people.some((person) => person.roles.includes('manager'))) {
      context.addIssue({ code: 'custom', path: [], message: 'needs at least one manager, or nobody could change it again' });
    }
  });
export type PeoplePolicy = z.infer<typeof PeoplePolicy>;

/** The colleague with this address, however it is written. */
export function personByEmail(people: PeoplePolicy, email: string): Person | undefined {
  return people.find((person) => addressOf(person.email) === addressOf(email));
}

/** The colleague behind the id that stands in cases and logs. */
export function personById(people: PeoplePolicy, personId: string): Person | undefined {
  return people.find((person) => personIdOf(person.email) === personId);
}

export function isAway(person: Pick<Person, 'absences'>, on: Date): boolean {
  const now = on.toISOString();
  return person.absences.some((absence) => absence.from <= now && now < absence.until);
}

function addressOf(email: string): string {
  return email.trim().toLowerCase();
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
