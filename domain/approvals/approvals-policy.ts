import * as z from 'zod';
import { Currency, Minor, type Money } from '../money.ts';

const Duration = z.iso.duration('an ISO 8601 duration such as P14D');

/** Who is asked: named people (addresses), or everybody of a team. */
const Asked = { people: z.array(z.email()).min(1).optional(), team: z.string().min(1).max(64).optional() };
const named = (asked: { people?: unknown; team?: unknown }) => (asked.people === undefined) !== (asked.team === undefined);
const onePlace = 'name either people or a team';

export const Level = z
  .strictObject({
    ...Asked,
    /** How many must approve: a number, any one of them (1), or all who may. */
    quorum: z.union([z.int().min(1), z.enum(['any', 'all'])], 'a number from 1, "any" or "all"').default(1),
    remindAfter: Duration.default('P1D'),
    escalateAfter: Duration.default('P2D'),
  })
  .refine(named, onePlace);
export type Level = z.infer<typeof Level>;

/** `over`: amounts above this limit; a currency that the map does not name is over every limit, so the stricter chain asks. */
export const Chain = z.strictObject({
  when: z.strictObject({
    kind: z.string().min(1).optional(),
    over: z.record(Currency, Minor).optional(),
    reason: z.string().min(1).optional(),
  }),
  levels: z.array(Level).min(1),
});
export type Chain = z.infer<typeof Chain>;

/** Who decides what (interface: Policies, approvals). Of the chains that fit, the first counts, so write the highest limits first. */
export const ApprovalsPolicy = z.strictObject({
  chains: z.array(Chain).min(1),
  fallback: z.strictObject(Asked).refine(named, onePlace),
  expiresAfter: Duration.default('P30D'),
  /** Decisions over `above` need a code from the mail, at most `within` ago; a remembered device alone will do below. */
  freshCode: z.strictObject({ above: z.record(Currency, Minor), within: Duration.default('PT12H') }).optional(),
});
export type ApprovalsPolicy = z.infer<typeof ApprovalsPolicy>;

/** What an approval is about, as far as chains look. */
export interface Subject {
  readonly kind: string;
  readonly amount: Money;
  readonly reasons: readonly string[];
}

/** The first chain that fits, or undefined when only the fallback is left. */
export function chainFor(subject: Subject, policy: ApprovalsPolicy): Chain | undefined {
  return policy.chains.find((chain) => isMeantFor(subject, chain) && isOver(subject, chain));
}

/** Chains before `chain` that would ask if the amount were higher, the nearest first: who may approve more stands above. */
export function chainsAbove(subject: Subject, chain: Chain, policy: ApprovalsPolicy): Chain[] {
  return policy.chains
    .slice(0, policy.chains.indexOf(chain))
    .filter((other) => isMeantFor(subject, other) && other.when.over)
    .reverse();
}

function isMeantFor({ kind, reasons }: Subject, { when }: Chain): boolean {
  return (when.kind === undefined || when.kind === kind) && (when.reason === undefined || reasons.includes(when.reason));
}

function isOver({ amount }: Subject, { when }: Chain): boolean {
  const limit = when.over?.[amount.currency];
  return when.over === undefined || limit === undefined || amount.amount > limit;
}
