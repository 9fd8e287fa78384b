import * as z from 'zod';
import { Role } from '../people/people-policy.ts';
import { RungAction, RungChannel, SlaMeasure } from './sla-measure.ts';
import { limitFor } from './statutory-limits.ts';
import { millisecondsOf } from './working-time.ts';

/** Days, hours, minutes and seconds of the calendar's own time (a day is 24 hours of it); months have no fixed length. */
const Duration = z
  .string()
  .regex(/^P(?!$)(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/, 'an ISO 8601 duration such as PT4H or P2D, without months or years');
const OneOrMore = z
  .union([z.string().min(1).max(64), z.array(z.string().min(1).max(64)).min(1)])
  .transform((given) => (typeof given === 'string' ? [given] : given));

/** Which cases a target is for; what is left out matches every case. `country` and `market` are the same thing. */
export const When = z.strictObject({
  kind: OneOrMore.optional(),
  priority: OneOrMore.optional(),
  country: OneOrMore.optional(),
  market: OneOrMore.optional(),
  tier: OneOrMore.optional(),
  channel: OneOrMore.optional(),
  team: OneOrMore.optional(),
});
export type When = z.infer<typeof When>;

export const Target = z.strictObject({
  when: When.default({}),
  measure: SlaMeasure,
  duration: Duration,
  calendar: z.string().min(1).max(64),
});
export type Target = z.infer<typeof Target>;

/** `80%` of the target's time, or so long before (`-PT1H`) or after (`+PT2H`) the deadline. */
const RungAt = z
  .string()
  .regex(/^(\d{1,3}%|[+-]P(?!$)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?)?)$/, 'a rung such as "80%", "-PT1H" or "+PT2H"')
  .refine((at) => at !== '0%', 'a rung comes after the start');

/** An address, a role, `owner`, `deputy` (of the owner) or the name of a team. */
const Recipient = z.string().min(1).max(320);
export const Recipients = z
  .union([Recipient, z.array(Recipient).min(1)])
  .transform((given) => (typeof given === 'string' ? [given] : given));

export const PolicyRung = z.strictObject({
  at: RungAt,
  to: Recipients,
  channel: RungChannel.default('email'),
  action: RungAction.default('notify'),
  /** Reaches people at night and outside working hours. */
  urgent: z.boolean().default(false),
  /** The measures that this rung is for; every measure when left out. */
  measures: z.array(SlaMeasure).min(1).optional(),
});
export type PolicyRung = z.infer<typeof PolicyRung>;

/** How long before a promise breaks the customer hears from us, and how much later the new date is. */
const Silence = z.strictObject({ lead: Duration.default('PT4H'), extendBy: Duration.default('P1D') });

/** Deadlines (interface: Policies, sla). Of the targets that fit a case, the first of each measure counts. */
export const SlaPolicy = z
  .strictObject({
    targets: z.array(Target).min(1),
    /** Statuses in which response, next response and resolution stand still. */
    pauseOn: z.array(z.string().min(1).max(64)).default([]),
    ladder: z.array(PolicyRung).default([]),
    /** Who is told when nobody of a rung, its deputies or the levels above is in reach. */
    fallback: Recipients.default([Role.enum.manager]),
    silence: Silence.default({ lead: 'PT4H', extendBy: 'P1D' }),
  })
  .superRefine(({ targets }, context) => {
    targets.forEach(({ when, measure, duration }, index) => {
      if (!/\d/.test(duration) || millisecondsOf(duration) <= 0) {
        context.addIssue({ code: 'custom', path: ['targets', index, 'duration'], message: 'must be longer than nothing' });
        return;
      }
      for (const kind of when.kind ?? []) {
        const limit = limitFor(measure, kind);
        if (!limit || millisecondsOf(duration) <= millisecondsOf(limit.duration)) continue;
        const message = `exceeds what the law allows for a ${kind}: ${limit.duration} (${limit.law})`;
        context.addIssue({ code: 'custom', path: ['targets', index, 'duration'], message });
      }
    });
  });
export type SlaPolicy = z.infer<typeof SlaPolicy>;
