import type { NewRecord } from '../cases/move.ts';
import { personIdOf } from '../identifiers.ts';
import { isAway, type PeoplePolicy, type Person, personById } from '../people/people-policy.ts';
import { isAboutDeciding } from '../returns/approval-task.ts';
import type { OpenTask } from '../returns/return-case.ts';
import type { Approval } from './approval.ts';
import type { ClockFacts } from './approval-clock.ts';
import { barredFrom, type Matter } from './barred.ts';
import type { HandedOver } from './handed-over.ts';
import { membersOf } from './ladder.ts';
import { type Asked, type Panel, whoDecides } from './who-decides.ts';

/** An approval after somebody looked who is asked now: the approval that remembers it, who is new, who may decide no longer, and a task when it is short of people. */
export interface PanelChange {
  readonly approval: Approval;
  readonly panel: Panel;
  readonly to: readonly string[];
  readonly from: readonly string[];
  readonly task: OpenTask | undefined;
  /** Why others are asked, as far as absences and rules tell; undefined when nobody comes or goes. */
  readonly why: HandedOver | undefined;
}

/** Compares who is asked now with who was told so far. */
export function panelChange({ approval, matter, policy, people }: ClockFacts, on: Date): PanelChange {
  const panel = whoDecides(approval, matter, policy, people, on);
  const asked = panel.asked.map(({ personId }) => personId);
  const fresh = panel.asked.filter(({ personId }) => !approval.asked.includes(personId));
  const from = approval.asked.filter((personId) => !asked.includes(personId));
  return {
    approval: { ...approval, asked },
    panel,
    to: fresh.map(({ personId }) => personId),
    from,
    why: fresh.length + from.length === 0 ? undefined : whyChanged(fresh, from, people, on),
    task: panel.short ? managersTask('nobody-may-decide', matter, people, on) : undefined,
  };
}

/** Somebody left for their deputy, or for those above; somebody came back to their seat; else rules or staff changed. */
function whyChanged(fresh: readonly Asked[], from: readonly string[], people: PeoplePolicy, on: Date): HandedOver {
  const gone = from.flatMap((personId) => personById(people, personId) ?? []);
  if (gone.some((person) => isAway(person, on)) || fresh.some(({ how }) => how === 'deputy')) return 'deputy';
  const now = on.toISOString();
  const isBack = ({ person }: Asked) => person.absences.some(({ until }) => until <= now);
  return fresh.some(isBack) ? 'back' : 'rules';
}

/** The record that tells of others who are asked. */
export function handoverOf({
  approval: { approvalId, level },
  to,
  from,
  why,
}: Pick<PanelChange, 'approval' | 'to' | 'from'> & { readonly why: HandedOver }): NewRecord {
  return { type: 'approval.handed-over.v1', data: { approvalId, to: [...to], from: [...from], why, level } };
}

/** Whose task a case is whose time to decide is over: one of the fallback who has no stake in it, else a manager. A person in any case, where there is one. */
export function ownerAtLast({ matter, policy, people }: ClockFacts, on: Date): OpenTask {
  const able = (candidates: PeoplePolicy) => {
    const free = candidates.filter((person) => !barredFrom(matter, person));
    return free.find((person) => !isAway(person, on)) ?? free[0];
  };
  const owner = able(membersOf(policy.fallback, people)) ?? able(people.filter(isManager)) ?? people.find(isManager);
  return {
    reason: { code: 'approval-expired', values: {} },
    owner: owner ? personIdOf(owner.email) : 'manager',
    since: on.toISOString(),
  };
}

/** A task for a manager who is there and has no stake in the case; for managers as such when there is none. Undefined: deciding is somebody's task already. */
export function managersTask(code: string, matter: Matter, people: PeoplePolicy, on: Date): OpenTask | undefined {
  if (isAboutDeciding(matter.subject.task)) return undefined;
  const managers = people.filter((person) => isManager(person) && !barredFrom(matter, person));
  const manager = managers.find((person) => !isAway(person, on)) ?? managers[0];
  return { reason: { code, values: {} }, owner: manager ? personIdOf(manager.email) : 'manager', since: on.toISOString() };
}

function isManager(person: Person): boolean {
  return person.roles.includes('manager');
}
