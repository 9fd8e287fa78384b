import type { Because } from '../cases/because.ts';
import type { Clock } from '../clocks/clock.ts';
import { dueRungs, rungRang } from '../clocks/plain-clock.ts';
import { answered } from './approval-question.ts';
import { lossTasks } from './early-refund.ts';
import { isTaskAbout, reasonsOf } from './open-task.ts';
import type { Question } from './questions.ts';
import { type ReturnCase, standing } from './return-case.ts';
import { everyStatus, notPossible, openStatuses, type Step, transition } from './transition.ts';

/** Reasons that say more than the one which would take their place. */
const saysMore: Readonly<Record<string, readonly string[]>> = {
  'refund-failed': ['refunded-elsewhere', 'refund-not-made'],
  'refund-not-made': ['refunded-elsewhere'],
  'refund-short': ['refund-above-rest'],
  'provider-silent': ['refund-unknown-outcome'],
  // Whoever looks at money that went back for nothing looks at the customer and the dates as well.
  'refund-overdue': [...lossTasks, 'exchange-unanswered'],
  'parcel-overdue': lossTasks,
};

/** The machinery stopped: the case becomes a task with an owner. The same reason twice is one task; another reason joins it. */
export const stop = transition<{ reason: Because; owner: string }>('stop', openStatuses, (before, { reason, owner }, on) => {
  const known = [reason.code, ...(saysMore[reason.code] ?? [])];
  if (known.some((code) => isTaskAbout(before.task, code))) return notPossible('already-stopped');
  return {
    set: { task: { reason, owner, since: on.toISOString() } },
    records: [{ type: 'case.stopped.v1', data: { owner, reason } }],
  };
});

/** Something about the case is a person's business, also when it has ended: its owner looks. Whoever asks sees to it that it is asked once. */
export const raiseTask = transition<{ reason: Because; owner: string }>('raise-task', everyStatus, (_before, { reason, owner }, on) => ({
  set: { task: { reason, owner, since: on.toISOString() } },
  records: [{ type: 'case.stopped.v1', data: { owner, reason } }],
}));

/**
 * A person (or `system`, once a missing answer came) restarts the workflow: the old execution loses its claim, the task is done. Of a
 * task about money that went back for nothing it means that the person lets it be: what never came is waited for no more, and stays
 * out of what can be returned.
 */
export const restart = transition<{ by: string }>('restart', openStatuses, (before, { by }) => ({
  set: { restarts: before.restarts + 1, ...loss(before, by) },
  drop: ['execution', 'waitingFor'],
  settles: (code) => by !== 'system' || !lossTasks.includes(code),
  records: [{ type: 'return.restarted.v1', data: { caseId: before.caseId, by } }],
}));

function loss(before: ReturnCase, by: string): Partial<ReturnCase> {
  const reason = reasonsOf(before.task).find(({ code }) => lossTasks.includes(code));
  if (by === 'system' || standing(before) === 'received' || !reason) return {};
  return { acceptedLoss: { amount: Number(reason.values.amount), by }, lines: before.lines.map((line) => ({ ...line, open: 0 })) };
}

export const assign = transition<{ to: string; by: string }>('assign', everyStatus, (before, { to, by }) => ({
  set: { owner: to, ...(before.task ? { task: { ...before.task, owner: to } } : {}) },
  records: [{ type: 'case.assigned.v1', data: { to, by } }],
}));

/** A note among colleagues; from a colleague whom an approver asked it is the answer. */
export const addNote = transition<{ textId: string; by: string }>('add-note', everyStatus, (before, { textId, by }) => {
  const { records, drop } = answered(before, by, textId);
  return { drop, records: [{ type: 'note.added.v1', data: { textId, by } }, ...records] };
});

/** A workflow step stored its token and waits. Also on a case that has ended meanwhile: the answer is there already. */
export const waitFor = transition<{ question: Question; execution: string }>('wait-for', everyStatus, (before, { question, execution }) => {
  if (before.execution !== execution) return notPossible('overtaken');
  return { set: { waitingFor: question }, records: [{ type: 'step.waiting.v1', data: { question } }] };
});

/** Rings one rung of a clock that is due. Each rung rings once. */
export const ring = transition<{ measure: Clock['measure']; rungName: string }>('ring', openStatuses, (before, args, on) => {
  const clock = before.clocks.find((candidate) => candidate.measure === args.measure);
  const rungs = clock ? dueRungs(clock, on).filter((rung) => rung.name === args.rungName) : [];
  return clock && rungs.length > 0 ? rang(clock, rungs, on) : notPossible('nothing-due');
});

/** Rings every rung of a clock that is due, in order, in one pass. */
export const ringDue = transition<{ measure: Clock['measure'] }>('ring-due', openStatuses, (before, { measure }, on) => {
  const clock = before.clocks.find((candidate) => candidate.measure === measure);
  const rungs = clock ? dueRungs(clock, on) : [];
  return clock && rungs.length > 0 ? rang(clock, rungs, on) : notPossible('nothing-due');
});

function rang(clock: Clock, rungs: Clock['rungs'], on: Date): Step {
  return {
    records: rungs.map((rung) => ({
      type: 'clock.rang.v1',
      data: { clockId: clock.clockId, measure: clock.measure, rung: rung.name, at: rung.at, dueAt: clock.dueAt },
    })),
    clocks: [rungs.reduce((after, rung) => rungRang(after, rung.name, on), clock)],
  };
}
