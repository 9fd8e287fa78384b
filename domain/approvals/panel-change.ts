import { personIdOf } from '../identifiers.ts';
import { isAway, type PeoplePolicy } from '../people/people-policy.ts';
import type { OpenTask } from '../returns/return-case.ts';
import type { Approval } from './approval.ts';
import type { ClockFacts } from './approval-clock.ts';
import { barredFrom, type Matter } from './barred.ts';
import { type Panel, whoDecides } from './who-decides.ts';

/** An approval after somebody looked who is asked now: the approval that remembers it, who is new, who may decide no longer, and a task when it is short of people. */
export interface PanelChange {
  readonly approval: Approval;
  readonly panel: Panel;
  readonly to: readonly string[];
  readonly from: readonly string[];
  readonly task: OpenTask | undefined;
}

/** Compares who is asked now with who was told so far. */
export function panelChange({ approval, matter, policy, people }: ClockFacts, on: Date): PanelChange {
  const panel = whoDecides(approval, matter, policy, people, on);
  const asked = panel.asked.map(({ personId }) => personId);
  return {
    approval: { ...approval, asked },
    panel,
    to: asked.filter((personId) => !approval.asked.includes(personId)),
    from: approval.asked.filter((personId) => !asked.includes(personId)),
    task: panel.short ? managersTask('nobody-may-decide', matter, people, on) : undefined,
  };
}

/** A task for a manager who is there and has no stake in the case; for managers as such when there is none. Undefined: the case is somebody's task already. */
export function managersTask(code: string, matter: Matter, people: PeoplePolicy, on: Date): OpenTask | undefined {
  if (matter.subject.task) return undefined;
  const managers = people.filter((person) => person.roles.includes('manager') && !barredFrom(matter, person));
  const manager = managers.find((person) => !isAway(person, on)) ?? managers[0];
  return { reason: { code, values: {} }, owner: manager ? personIdOf(manager.email) : 'manager', since: on.toISOString() };
}
