import type { Because } from '../cases/because.ts';
import type { Clock } from '../clocks/clock.ts';
import { endsWithDecision } from './approval-task.ts';
import type { ReturnDecision } from './decide-return.ts';
import { stoppedFor } from './open-task.ts';
import { nextPromise } from './promises.ts';
import type { OpenTask, ReturnCase } from './return-case.ts';
import { type ParcelPolicy, parcelClock, stepClock, stopped } from './return-clocks.ts';
import { giveBackOpen, notPossible, openStatuses, type Step, transition } from './transition.ts';

/** What was decided already, in the words of `decideReturn`; undefined while nobody has. */
export function decided(subject: Pick<ReturnCase, 'decision' | 'keepItem'>): 'approved' | 'keep-item' | 'refused' | undefined {
  return subject.decision?.outcome === 'approved' && subject.keepItem ? 'keep-item' : subject.decision?.outcome;
}

/**
 * The workflow's first step: claims the case for the execution and applies what policy decided. A decision that stands
 * already (after a restart) or that a person shall take only claims: no records, version unchanged.
 */
export const decide = transition<{ execution: string; decision: ReturnDecision; policy: ParcelPolicy }>(
  'decide',
  openStatuses,
  (before, { execution, decision, policy }, on) => {
    if (before.execution !== undefined && before.execution !== execution) return notPossible('overtaken');
    const claimed = before.decision ? onlyClaimed : outcomes[decision.outcome](before, decision.because, 'policy', policy, on);
    return { ...claimed, set: { ...claimed.set, execution } };
  },
);

/** Asks people about the terms as they are; `to`: whom first, by person id. Asked again for the same approval (after a restart) it only waits. */
export const askApproval = transition<{
  approvalId: string;
  because: Because;
  execution: string;
  to?: readonly string[];
  /** The house's own two days when no policy gives more. */
  clock?: Clock;
  /** When nobody may decide: whose task it is. */
  task?: OpenTask | undefined;
}>('ask-approval', ['requested', 'awaiting-approval'], (before, { approvalId, because, execution, to = [], clock, task }, on) => {
  if (before.execution !== execution) return notPossible('overtaken');
  const waiting = { type: 'step.waiting.v1', data: { question: 'decision' } };
  if (before.approvalId === approvalId) return { set: { waitingFor: 'decision' }, records: [waiting] };
  const asked = { type: 'approval.asked.v1', data: { approvalId, terms: before.terms, amount: before.value, because, to: [...to] } };
  return {
    set: { status: 'awaiting-approval', approvalId, waitingFor: 'decision', ...(task ? { task } : {}) },
    records: [asked, waiting, ...stoppedFor(task)],
    clocks: [clock ?? stepClock(before, 'approval', on)],
  };
});

/** The last named person decides about the terms that were shown. A refusal names the text (in `people`) that holds its reason. */
export const decideApproval = transition<{
  approvalId: string;
  terms: number;
  decision: 'approve' | 'refuse';
  by: string;
  level?: number;
  channel?: 'mail' | 'slack' | 'console';
  reasonTextId?: string | undefined;
  policy: ParcelPolicy;
}>('decide-approval', ['awaiting-approval'], (before, args, on) => {
  const { approvalId, terms, decision, by, level, channel, reasonTextId, policy } = args;
  if (before.approvalId !== approvalId || before.terms !== terms) return notPossible('terms-changed');
  if (decision === 'refuse' && !reasonTextId) return notPossible('reason-missing');
  const because: Because =
    decision === 'approve'
      ? { code: 'colleague-approved', values: {} }
      : { code: 'colleague-refused', values: { textId: reasonTextId ?? '' } };
  const step = outcomes[decision === 'approve' ? 'approved' : 'refused'](before, because, by, policy, on);
  const more = { ...(level ? { level, complete: true } : {}), ...(channel ? { channel } : {}) };
  const record = { type: 'approval.decided.v1', data: { approvalId, decision, by, ...more } };
  return {
    ...step,
    drop: ['question'],
    settles: endsWithDecision,
    records: [record, ...step.records],
    clocks: [...stopped(before, 'approval'), ...(step.clocks ?? [])],
  };
});

type Outcome = (before: ReturnCase, because: Because, by: string, policy: ParcelPolicy, on: Date) => Step;
const onlyClaimed: Step = { records: [] };

const outcomes: Record<ReturnDecision['outcome'], Outcome> = {
  'needs-approval': () => onlyClaimed,
  approved: (before, because, by, policy, on) => {
    const clock: Clock = before.route === 'label' ? stepClock(before, 'label', on) : parcelClock(before, policy, on);
    // Only a label is ours to bring; until when the parcel may be sent is the customer's date to keep.
    const ours = before.route === 'label' ? { promisedBy: clock.dueAt } : {};
    return {
      set: { status: 'awaiting-parcel', decision: { outcome: 'approved', because, by, at: on.toISOString() }, promisedBy: clock.dueAt },
      records: [{ type: 'return.approved.v1', data: { because, by, keepItem: false, ...ours } }],
      clocks: [clock],
    };
  },
  'keep-item': (before, because, by, _policy, on) => keptItem(before, because, by, nextPromise('refund', on), on),
  refused: (before, because, by, _policy, on) => {
    const { giveBack, lines } = giveBackOpen(before);
    return {
      set: { status: 'refused', lines, decision: { outcome: 'refused', because, by, at: on.toISOString() } },
      records: [{ type: 'return.refused.v1', data: { because, by } }],
      giveBack,
    };
  },
};

function keptItem(before: ReturnCase, because: Because, by: string, promisedBy: string, on: Date): Step {
  return {
    set: {
      status: 'refunding',
      keepItem: true,
      lines: before.lines.map((line) => ({ ...line, open: 0 })),
      decision: { outcome: 'approved', because, by, at: on.toISOString() },
      promisedBy,
    },
    records: [{ type: 'return.approved.v1', data: { because, by, keepItem: true, promisedBy } }],
    clocks: [stepClock(before, 'refund', on)],
  };
}
