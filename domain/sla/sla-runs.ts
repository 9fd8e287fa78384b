import type { Moment } from './case-story.ts';
import type { SlaMeasure } from './sla-measure.ts';
import { instantOf } from './working-time.ts';

/** One stretch of a measure, from what starts it to what ends it. A measure that is reset begins a new run with nothing spent. */
export interface Run {
  readonly startedAt: string;
  readonly version: number;
  stoppedAt?: string;
  /** `dropped`: nobody owes it any more, because the case ended otherwise. */
  outcome?: 'done' | 'dropped';
  /** Times in which it was thought to be over (a refund that failed after it had succeeded). */
  readonly gaps: { readonly from: string; readonly to: string }[];
  readonly rang: { readonly rung: string; readonly at: string }[];
  readonly told: { readonly rung: string; readonly people: readonly string[] }[];
  acknowledgedAt?: string;
  /** Only of `promise-kept`: the date first told, the date told last, and when the one automatic holding message went out. */
  promise?: { readonly firstBy: string; readonly by: string; readonly heldAt?: string };
}

/** The runs of one measure, in order. `kind` is the case's: a withdrawal is owed its refund from the goods or the proof of sending. */
export function runsOf(measure: SlaMeasure, story: readonly Moment[], kind: string): Run[] {
  const keeper = new RunKeeper();
  const read = readers[measure](keeper, kind);
  for (const moment of story) {
    read(moment);
    keeper.note(measure, moment);
  }
  return keeper.runs;
}

class RunKeeper {
  readonly runs: Run[] = [];

  get open(): Run | undefined {
    const last = this.runs.at(-1);
    return last && !last.stoppedAt ? last : undefined;
  }

  start({ at, version }: Moment): void {
    if (!this.open) this.runs.push({ startedAt: at, version, gaps: [], rang: [], told: [] });
  }

  stop({ at }: Moment, outcome: 'done' | 'dropped'): void {
    if (this.open) Object.assign(this.open, { stoppedAt: at, outcome });
  }

  resume({ at }: Moment): void {
    const last = this.runs.at(-1);
    if (!last?.stoppedAt) return;
    last.gaps.push({ from: last.stoppedAt, to: at });
    delete last.stoppedAt;
    delete last.outcome;
  }

  note(measure: SlaMeasure, moment: Moment): void {
    const run = this.open;
    if (!run || !('measure' in moment) || moment.measure !== measure) return;
    if (moment.what === 'rang') run.rang.push({ rung: moment.rung, at: moment.at });
    if (moment.what === 'told') run.told.push({ rung: moment.rung, people: moment.people });
    if (moment.what === 'acknowledged') run.acknowledgedAt ??= moment.at;
  }
}

type Reader = (keeper: RunKeeper, kind: string) => (moment: Moment) => void;

const readers: Readonly<Record<SlaMeasure, Reader>> = {
  'first-response': (keeper) => (moment) => {
    if (moment.what === 'opened') keeper.start(moment);
    if (moment.what === 'answered') keeper.stop(moment, 'done');
    if (moment.what === 'ended' || moment.what === 'dropped') keeper.stop(moment, 'dropped');
  },

  // Waits begin with the earliest message that nobody answered; before the first answer, the first response is what is owed.
  'next-response': (keeper) => {
    let answeredOnce = false;
    return (moment) => {
      if (moment.what === 'wrote' && answeredOnce) keeper.start(moment);
      if (moment.what === 'answered') {
        answeredOnce = true;
        keeper.stop(moment, 'done');
      }
      if (moment.what === 'ended' || moment.what === 'dropped') {
        answeredOnce = true;
        keeper.stop(moment, 'dropped');
      }
    };
  },

  resolution: (keeper) => (moment) => {
    if (moment.what === 'opened') keeper.start(moment);
    if (moment.what === 'ended') keeper.stop(moment, 'done');
    if (moment.what === 'dropped') keeper.stop(moment, 'dropped');
    if (moment.what === 'reopened') keeper.resume(moment);
  },

  approval: (keeper) => (moment) => {
    if (moment.what === 'asked') keeper.start(moment);
    if (moment.what === 'decided') keeper.stop(moment, 'done');
    if (moment.what === 'ended' || moment.what === 'dropped') keeper.stop(moment, 'dropped');
  },

  'refund-paid': (keeper, kind) => {
    const allPaid = refundsWatched();
    return (moment) => {
      if (moment.what === 'owed' || (moment.what === 'goods' && kind === 'withdrawal')) keeper.start(moment);
      if (moment.what === 'failed') keeper.resume(moment);
      if (allPaid(moment)) keeper.stop(moment, 'done');
      if (moment.what === 'ended' || moment.what === 'dropped') keeper.stop(moment, 'dropped');
    };
  },

  // Its own deadline for each stretch in which somebody has to pay by hand: paid, or failed, all of them.
  'payout-paid': (keeper) => {
    const byHand = new Set<string>();
    return (moment) => {
      if (moment.what === 'by-hand') {
        byHand.add(moment.refundId);
        keeper.start(moment);
      }
      if ((moment.what === 'paid' || moment.what === 'failed') && byHand.delete(moment.refundId) && byHand.size === 0)
        keeper.stop(moment, moment.what === 'paid' ? 'done' : 'dropped');
      if (moment.what === 'ended' || moment.what === 'dropped') keeper.stop(moment, 'dropped');
    };
  },

  // A new promise is made when the last one was kept; only `promise.moved` moves one, and then the first date still counts.
  'promise-kept': (keeper) => {
    const allPaid = refundsWatched();
    return (moment) => {
      if (moment.what === 'kept' || moment.what === 'ended' || moment.what === 'promised' || allPaid(moment)) keeper.stop(moment, 'done');
      if (moment.what === 'dropped') keeper.stop(moment, 'dropped');
      if (moment.what === 'promised') {
        keeper.start(moment);
        Object.assign(keeper.open ?? {}, { promise: { firstBy: instantOf(moment.by), by: instantOf(moment.by) } });
      }
      const promise = keeper.open?.promise;
      if ((moment.what === 'moved' || moment.what === 'held') && promise && keeper.open) {
        const by = moment.by ? instantOf(moment.by) : promise.by;
        keeper.open.promise = { ...promise, by, ...(moment.what === 'held' ? { heldAt: moment.at } : {}) };
      }
    };
  },
};

/** Tells of each moment whether it paid the last refund that was set aside; a failed one has to be set aside again first. */
function refundsWatched(): (moment: Moment) => boolean {
  const outstanding = new Set<string>();
  let failed = false;
  return (moment) => {
    if (moment.what === 'set-aside') {
      outstanding.add(moment.refundId);
      failed = false;
    }
    if (moment.what === 'failed' || moment.what === 'paid') outstanding.delete(moment.refundId);
    if (moment.what === 'failed') failed = true;
    return moment.what === 'paid' && outstanding.size === 0 && !failed;
  };
}
