import type { Because } from '../cases/because.ts';
import type { Clock } from '../clocks/clock.ts';
import type { ReturnDecision } from './decide-return.ts';
import { nextPromise } from './promises.ts';
import type { ReturnCase } from './return-case.ts';
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

/** Asks people about the terms as they are. Asked again for the same approval (after a restart) it only waits. */
export const askApproval = transition<{ approvalId: string; because: Because; execution: string }>(
  'ask-approval',
  ['requested', 'awaiting-approval'],
  (before, { approvalId, because, execution }, on) => {
    if (before.execution !== execution) return notPossible('overtaken');
    const waiting = { type: 'step.waiting.v1', data: { question: 'decision' } };
    if (before.approvalId === approvalId) return { set: { waitingFor: 'decision' }, records: [waiting] };
    const asked = { type: 'approval.asked.v1', data: { approvalId, terms: before.terms, amount: before.value, because } };
    return {
      set: { status: 'awaiting-approval', approvalId, waitingFor: 'decision' },
      records: [asked, waiting],
      clocks: [stepClock(before, 'approval', on)],
    };
  },
);

/** A named person decides about the terms that were shown. A refusal names the text (in `people`) that holds its reason. */
export const decideApproval = transition<{
  approvalId: string;
  terms: number;
  decision: 'approve' | 'refuse';
  by: string;
  reasonTextId?: string | undefined;
  policy: ParcelPolicy;
}>('decide-approval', ['awaiting-approval'], (before, { approvalId, terms, decision, by, reasonTextId, policy }, on) => {
  if (before.approvalId !== approvalId || before.terms !== terms) return notPossible('terms-changed');
  if (decision === 'refuse' && !reasonTextId) return notPossible('reason-missing');
  const because: Because =
    decision === 'approve'
      ? { code: 'colleague-approved', values: {} }
      : { code: 'colleague-refused', values: { textId: reasonTextId ?? '' } };
  const step = outcomes[decision === 'approve' ? 'approved' : 'refused'](before, because, by, policy, on);
  const record = { type: 'approval.decided.v1', data: { approvalId, decision, by } };
  return { ...step, records: [record, ...step.records], clocks: [...stopped(before, 'approval'), ...(step.clocks ?? [])] };
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
