import type { Because } from '../cases/because.ts';
import type { SlaMeasure } from './sla-measure.ts';
import type { SlaPolicy, Target, When } from './sla-policy.ts';

/** What targets look at. */
export interface CaseFacts {
  readonly kind: string;
  readonly priority: string;
  readonly country: string;
  readonly tier?: string;
  readonly channel?: string;
  readonly team?: string;
}

/** The target that counts, its place in the policy, and why it is this one. */
export interface ChosenTarget {
  readonly target: Target;
  readonly index: number;
  readonly because: Because;
}

/** The first target of the measure that fits the case; undefined when the policy promises nothing. */
export function targetFor(measure: SlaMeasure, facts: CaseFacts, policy: Pick<SlaPolicy, 'targets'>): ChosenTarget | undefined {
  const index = policy.targets.findIndex((target) => target.measure === measure && fits(target.when, facts));
  const target = policy.targets[index];
  if (!target) return undefined;
  const matched = conditions(target.when, facts).map(({ name, value }) => `${name} ${value}`);
  const values = { position: index + 1, duration: target.duration, calendar: target.calendar };
  if (matched.length === 0) return { target, index, because: { code: 'target-for-all', values } };
  return { target, index, because: { code: 'target-matched', values: { ...values, matched: matched.join(', ') } } };
}

function fits(when: When, facts: CaseFacts): boolean {
  return conditions(when, facts).every(({ wanted, value }) => value !== undefined && wanted.includes(value));
}

function conditions(when: When, facts: CaseFacts): { name: string; wanted: readonly string[]; value: string | undefined }[] {
  return Object.entries(when).flatMap(([name, wanted]) => {
    if (!wanted) return [];
    return [{ name, wanted, value: facts[name === 'market' ? 'country' : (name as keyof CaseFacts)] }];
  });
}
