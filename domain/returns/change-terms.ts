import type { Because } from '../cases/because.ts';
import type { NewRecord } from '../cases/move.ts';
import type { Clock } from '../clocks/clock.ts';
import { endsWithDecision } from './approval-task.ts';
import { stoppedFor } from './open-task.ts';
import type { Terms } from './requote.ts';
import { type OpenTask, type Priority, type ReturnCase, standing } from './return-case.ts';
import { stopped } from './return-clocks.ts';
import { notPossible, type Step, transition } from './transition.ts';

/** The approval that asks about the new terms, when the old ones were being asked about. */
export interface AskedAnew {
  readonly approvalId: string;
  readonly because: Because;
  readonly to: readonly string[];
  readonly clock: Clock;
  readonly task: OpenTask | undefined;
  /** The approval whose place it takes, if that was still open. */
  readonly supersedes?: string | undefined;
}

export interface TermsChange {
  readonly terms: Terms;
  /** A person id, or `policy` when the returns policy changed under the case. */
  readonly by: string;
  readonly fields: readonly string[];
  /** The version that whoever changes it has seen. */
  readonly version?: number | undefined;
  readonly textId?: string | undefined;
  readonly priority?: Priority | undefined;
  /** Makes the approval of the case as it then is; only called while people are being asked. */
  readonly ask: (after: ReturnCase) => AskedAnew;
}

/**
 * Changes what is decided about: lines, amount, remedy or policy. Raises `terms`. Whoever is being asked is asked anew; what was approved
 * already, while nothing has arrived, goes back to be decided again.
 */
export const changeTerms = transition<TermsChange>(
  'change-terms',
  ['requested', 'awaiting-approval', 'awaiting-parcel'],
  (before, { terms, by, fields, version, textId, priority, ask }, on) => {
    if (version !== undefined && version !== before.version) return notPossible('stale', { version: before.version });
    if (before.findings.length > 0 || before.refunds.length > 0) return notPossible('partly-received');
    const set = changed(before, terms, by);
    const status = standing(before) === 'awaiting-parcel' ? { status: 'requested' } : {};
    const record = {
      type: 'return.changed.v1',
      data: { by, terms: set.terms, fields: [...fields], ...status, ...(textId ? { textId } : {}) },
    };
    const raised: NewRecord[] = priority && priority !== before.priority ? [prioritised(before, priority, by)] : [];
    const step = {
      set: { ...set, ...(raised.length > 0 ? { priority: priority! } : {}) },
      records: [record, ...raised],
      ...pieces(before, terms),
    };
    const follow = { requested: stillToDecide, 'awaiting-approval': askedAgain, 'awaiting-parcel': decidedAgain }[
      standing(before) as 'requested'
    ];
    return follow(before, step, ask, by, on);
  },
);

type Follow = (before: ReturnCase, step: Step & { set: Partial<ReturnCase> }, ask: TermsChange['ask'], by: string, on: Date) => Step;

const stillToDecide: Follow = (_before, step) => step;

const askedAgain: Follow = (before, step, ask) => {
  const { approvalId, because, to, clock, task, supersedes } = ask({ ...before, ...step.set, task: undefined } as ReturnCase);
  const { terms = before.terms, value = before.value } = step.set;
  const superseded = supersedes ? [{ type: 'approval.superseded.v1', data: { approvalId: supersedes, terms, by: approvalId } }] : [];
  const asked = { type: 'approval.asked.v1', data: { approvalId, terms, amount: value, because, to: [...to] } };
  return {
    ...step,
    set: { ...step.set, approvalId, ...(task && !before.task ? { task } : {}) },
    drop: ['question'],
    settles: (code) => !task && endsWithDecision(code),
    records: [...step.records, ...superseded, asked, ...(before.task ? [] : stoppedFor(task))],
    clocks: [clock],
  };
};

/** Nothing was sent back yet: the workflow starts again with the new terms, the old execution loses its claim. */
const decidedAgain: Follow = (before, step, _ask, by) => ({
  ...step,
  set: { ...step.set, status: 'requested', restarts: before.restarts + 1, keepItem: false },
  drop: ['decision', 'execution', 'waitingFor', 'approvalId'],
  records: [...step.records, { type: 'return.restarted.v1', data: { caseId: before.caseId, by } }],
  clocks: stopped(before, 'parcel', 'label', 'rest'),
});

function changed(before: ReturnCase, terms: Terms, by: string): Partial<ReturnCase> & { terms: number } {
  const { lines, fees, value, remedy, adjustment, policyVersion } = terms;
  const person = by === 'policy' ? undefined : by;
  const adjuster = person ?? before.adjustment?.by;
  return {
    ...{ lines, value, remedy, policyVersion },
    fees: [...fees],
    terms: before.terms + 1,
    // Policy chose an early refund for what the return was worth; for more nobody has.
    ...(before.refundOn && value.amount > before.value.amount ? { refundOn: 'inspection' as const } : {}),
    ...(person ? { lastEditedBy: person } : {}),
    ...(adjuster && (adjustment !== 0 || before.adjustment) ? { adjustment: { amount: adjustment, by: adjuster } } : {}),
  };
}

/** Pieces that the return gives back to the order, and those that it takes in addition. */
function pieces(before: ReturnCase, { lines, sold }: Terms): Pick<Step, 'giveBack' | 'take'> {
  const ids = [...new Set([...before.lines, ...lines].map(({ lineId }) => lineId))];
  const open = (of: readonly { lineId: string; open: number }[], lineId: string) => of.find((line) => line.lineId === lineId)?.open ?? 0;
  const more = ids.map((lineId) => ({ lineId, quantity: open(lines, lineId) - open(before.lines, lineId) }));
  return {
    giveBack: more.filter(({ quantity }) => quantity < 0).map(({ lineId, quantity }) => ({ lineId, quantity: -quantity })),
    take: more.filter(({ quantity }) => quantity > 0).map((line) => ({ ...line, sold: sold.get(line.lineId) ?? 0 })),
  };
}

function prioritised(before: ReturnCase, priority: Priority, by: string): NewRecord {
  return { type: 'case.prioritised.v1', data: { was: before.priority, priority, by } };
}
