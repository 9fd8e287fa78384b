import type { Because } from '../cases/because.ts';
import type { NewRecord } from '../cases/move.ts';
import type { OpenTask } from './return-case.ts';

/** What a step does to a case's task: opens one, assigns it, or does away with some of its reasons. */
interface TaskChange {
  readonly opens: OpenTask | undefined;
  readonly settles: (code: string) => boolean;
}

/** All that a task is about: the newest reason first, then those whose place it took. */
export function reasonsOf(task: OpenTask | undefined): Because[] {
  return task ? [task.reason, ...(task.also ?? [])] : [];
}

/** Is this somebody's task already, whatever came after it? */
export function isTaskAbout(task: OpenTask | undefined, code: string): boolean {
  return reasonsOf(task).some((reason) => reason.code === code);
}

/** The task after a step. A new reason takes the first place and hides no other: only what is settled goes, with the last the task. */
export function taskAfter(before: OpenTask | undefined, { opens, settles }: TaskChange): OpenTask | undefined {
  const task = opens ?? before;
  if (!task) return undefined;
  const kept = reasonsOf(before).filter(({ code }) => !settles(code) && code !== opens?.reason.code);
  const [reason, ...also] = opens ? [opens.reason, ...kept] : kept;
  const { owner, since } = task;
  return reason && { reason, owner, since, ...(also.length > 0 ? { also } : {}) };
}

/** What stays a person's business when its case ends; the other reasons are about a return that still goes on. */
const outlivesCase = new Set(['payment-differs', 'customer-disputes', 'exchange-also-fulfilled', 'exchange-also-declined']);

/** Is this reason of a task over once its case has ended? */
export function endsWithCase(code: string): boolean {
  return !outlivesCase.has(code);
}

/** The record of a task that a step opens. */
export function stoppedFor(task: OpenTask | undefined): NewRecord[] {
  return task ? [{ type: 'case.stopped.v1', data: { owner: task.owner, reason: task.reason } }] : [];
}
