import type { Because } from '../cases/because.ts';
import { isNotPossible, type Move, type NotPossible } from '../cases/move.ts';
import type { Clock } from '../clocks/clock.ts';
import { stopClock } from '../clocks/plain-clock.ts';
import { endsWithCase, taskAfter } from './open-task.ts';
import { EndStatus, hasEnded, OpenStatus, type ReturnCase, type ReturnStatus, standing } from './return-case.ts';

/**
 * A named change of a return. `from` lists the statuses it may start in; outside them it answers `not-now`. A case that waits for its
 * customer's answer may be changed as where it stood before.
 */
export interface Transition<Args> {
  (before: ReturnCase, args: Args, on: Date): Move | NotPossible;
  readonly action: string;
  readonly from: readonly ReturnStatus[];
}

/** What a transition changes: fields to set, fields to drop, and the rest of the Move. */
export interface Step extends Pick<Move, 'records' | 'clocks' | 'giveBack' | 'take' | 'reserve' | 'settle' | 'release'> {
  readonly set?: Partial<ReturnCase>;
  /** The reasons of an open task, by code, that this does away with. */
  readonly settles?: (code: string) => boolean;
  readonly drop?: readonly ('execution' | 'waitingFor' | 'question' | 'decision' | 'approvalId' | 'adjustment')[];
}

export const openStatuses: readonly ReturnStatus[] = OpenStatus.options;
export const everyStatus: readonly ReturnStatus[] = [...OpenStatus.options, ...EndStatus.options];

/**
 * Makes a transition. The version rises by one per record; a case that ends stops its clocks, expects nothing more, and stays a
 * person's task only for what is not about the return itself.
 */
export function transition<Args>(
  action: string,
  from: readonly ReturnStatus[],
  decide: (before: ReturnCase, args: Args, on: Date) => Step | NotPossible,
): Transition<Args> {
  const perform = (before: ReturnCase, args: Args, on: Date): Move | NotPossible => {
    if (!from.includes(standing(before))) return notPossible('not-now', { status: before.status, action });
    const step = decide(before, args, on);
    return isNotPossible(step) ? step : moveOf(action, before, step, on);
  };
  return Object.assign(perform, { action, from });
}

/** The answer of a transition that the case does not allow. */
export function notPossible(code: string, values: Because['values'] = {}): NotPossible {
  return { notPossible: { code, values } };
}

/** Every piece still expected, given back to the order, and the lines that expect nothing more. */
export function giveBackOpen(before: ReturnCase): { giveBack: { lineId: string; quantity: number }[]; lines: ReturnCase['lines'] } {
  return {
    giveBack: before.lines.filter((line) => line.open > 0).map(({ lineId, open }) => ({ lineId, quantity: open })),
    lines: before.lines.map((line) => ({ ...line, open: 0 })),
  };
}

function moveOf(
  action: string,
  before: ReturnCase,
  { set = {}, drop = [], settles = () => false, clocks = [], records: told, ...effects }: Step,
  on: Date,
): Move {
  const after = structuredClone({ ...before, ...set });
  const ends = hasEnded(after.status) && !hasEnded(before.status);
  const endsApproval = ends ? undecided(before, after) : undefined;
  const records = endsApproval ? [...told, { type: 'approval.ended.v1', data: { approvalId: endsApproval, why: 'case-ended' } }] : told;
  const changed = [...clocks, ...(ends ? left(before.clocks, clocks) : [])];
  after.clocks = [...before.clocks.filter((old) => !changed.some((clock) => clock.clockId === old.clockId)), ...changed];
  const over = (code: string) => settles(code) || (ends && endsWithCase(code));
  const task = taskAfter(before.task, { opens: set.task, settles: over });
  if (task) after.task = task;
  else delete after.task;
  if (after.status !== 'awaiting-customer') delete after.resumes;
  after.version = before.version + records.length;
  after.updatedAt = on.toISOString();
  for (const field of ends ? ([...drop, 'waitingFor', 'question'] as const) : drop) delete after[field];
  return {
    ...{ name: action, case: after, records, ...effects },
    ...(changed.length > 0 ? { clocks: changed } : {}),
    ...(endsApproval ? { endsApproval } : {}),
  };
}

/** The approval that nobody has decided when its case ends. */
function undecided(before: ReturnCase, after: ReturnCase): string | undefined {
  return standing(before) === 'awaiting-approval' && after.decision === undefined ? before.approvalId : undefined;
}

function left(clocks: readonly Clock[], changed: readonly Clock[]): Clock[] {
  return clocks
    .filter((clock) => clock.state === 'running' && !changed.some((other) => other.clockId === clock.clockId))
    .map((clock) => stopClock(clock));
}
