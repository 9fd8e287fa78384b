import { reasonsOf } from './open-task.ts';
import type { OpenTask } from './return-case.ts';

const aboutDeciding = new Set(['nobody-may-decide', 'approval-unanswered', 'approval-expired', 'approval-overdue']);

/** Does a decision do away with this reason for a task? */
export function endsWithDecision(code: string): boolean {
  return aboutDeciding.has(code);
}

/** Is it somebody's task already to see that this is decided? */
export function isAboutDeciding(task: OpenTask | undefined): boolean {
  return reasonsOf(task).some(({ code }) => endsWithDecision(code));
}
