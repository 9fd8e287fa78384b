import type { NewRecord } from '../cases/move.ts';
import type { OpenTask, ReturnCase } from './return-case.ts';

/** Reasons for a task that a decision does away with. */
const aboutDeciding = new Set(['nobody-may-decide', 'approval-unanswered', 'approval-expired', 'approval-overdue']);

/** The record of a task that a step opens. */
export function stoppedFor(task: OpenTask | undefined): NewRecord[] {
  return task ? [{ type: 'case.stopped.v1', data: { owner: task.owner, reason: task.reason } }] : [];
}

/** Is it somebody's task already to see that this is decided? */
export function isAboutDeciding(task: OpenTask | undefined): boolean {
  return task !== undefined && aboutDeciding.has(task.reason.code);
}

/** The task goes once somebody has decided, if deciding was the task. */
export function doneWith({ task }: Pick<ReturnCase, 'task'>): 'task'[] {
  return isAboutDeciding(task) ? ['task'] : [];
}
