import { personIdOf } from '../identifiers.ts';
import type { DueRung } from '../returns/deadline-care.ts';
import { isTaskAbout } from '../returns/open-task.ts';
import { ownerOf, type ReturnCase } from '../returns/return-case.ts';
import { factsOf } from '../returns/sla-facts.ts';
import { reachedAt } from '../sla/course.ts';
import { dueRungsOf, type LadderRung, ladderOf, nextWakeAt } from '../sla/ladder.ts';
import type { Colleagues } from '../sla/reach.ts';
import { guardSilence, type SilenceNeeds } from '../sla/silence-guard.ts';
import { type SlaInput, type SlaStretch, slaClocks } from '../sla/sla-clock.ts';
import { editionAt } from '../sla/sla-terms.ts';
import { instantOf } from '../sla/working-time.ts';
import { type RungCall, type SilenceItem, type SlaClockItem, silenceIdOf, slaClockIdOf } from './sla-clock-item.ts';

/** A case with its whole log, as deadlines read it. Without people, rungs stand where they do for somebody who never sleeps. */
export interface CaseFile extends Pick<SlaInput, 'records' | 'editions' | 'now'> {
  readonly subject: ReturnCase;
  readonly people?: Colleagues['people'] | undefined;
}

/** How the deadlines of a case stand: what its items say, the rungs that are due, and what its customer needs to hear. */
export interface Deadlines {
  readonly clocks: readonly SlaClockItem[];
  readonly silence: SilenceItem;
  readonly due: readonly DueRung[];
  readonly needs: SilenceNeeds;
}

/** A step of the workflow that promises something takes a moment; only what lasts longer is a promise that is missing. */
const moment = 15 * 60_000;

/** Computes the deadlines of a case. Follows from the log: asking twice says the same. */
export function deadlinesOf(file: CaseFile): Deadlines {
  const { subject, now } = file;
  const input: SlaInput = { records: file.records, facts: factsOf(subject), editions: file.editions, now };
  const found = slaClocks(input).map((stretch) => clockOf(stretch, file));
  const needs = guardSilence(input);
  const wakeAt = silenceWakes(needs, file);
  return {
    clocks: found.map(({ item }) => item),
    silence: { clockId: silenceIdOf(subject.caseId), caseId: subject.caseId, measure: 'silence', ...(wakeAt ? { wakeAt } : {}) },
    due: found.flatMap(({ due }) => due).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    needs,
  };
}

function clockOf(stretch: SlaStretch, { subject, editions, people = [], now }: CaseFile): { item: SlaClockItem; due: DueRung[] } {
  const { clock, run } = stretch;
  const policy = editionAt(editions, instantOf(now))?.policy;
  const owner = ownerOf(subject);
  const colleagues: Colleagues = { people, fallback: policy?.fallback ?? [], ...(owner ? { owner } : {}) };
  const rungs = ladderOf(stretch, policy?.ladder ?? [], colleagues, now);
  const clockId = slaClockIdOf(subject.caseId, clock.measure);
  const open = run.stoppedAt === undefined;
  const riskAt = clock.dueAt === undefined ? undefined : reachedAt(stretch.course, Math.round(stretch.targetWork * 0.8));
  const wakeAt = open ? wakesAt(stretch, rungs, editions, now) : undefined;
  const { because, promise, ...rest } = clock;
  return {
    item: {
      ...rest,
      clockId,
      caseId: subject.caseId,
      because: [...because],
      rungs: rungs.map(({ name, at, firedAt, muted, ...call }) => ({
        ...callOf(call),
        name,
        muted,
        ...(at ? { at } : {}),
        ...(firedAt ? { firedAt } : {}),
      })),
      ...(promise ? { promise } : {}),
      ...(riskAt ? { riskAt } : {}),
      ...(wakeAt ? { wakeAt } : {}),
    },
    due: open
      ? dueRungsOf(rungs, now).flatMap(({ name, at, muted: _, firedAt: __, ...call }) =>
          at === undefined || clock.dueAt === undefined
            ? []
            : [{ clockId, measure: clock.measure, rung: name, at, dueAt: clock.dueAt, sla: callOf(call) }],
        )
      : [],
  };
}

/** The next rung, the deadline itself, and the next edition of the policy: whichever comes first. */
function wakesAt({ clock }: SlaStretch, rungs: readonly LadderRung[], editions: SlaInput['editions'], now: Date): string | undefined {
  const on = now.toISOString();
  const later = [...editions.map(({ from }) => instantOf(from)), ...(clock.dueAt ? [clock.dueAt] : [])].filter((at) => at > on);
  const rung = nextWakeAt(rungs);
  return [...later, ...(rung ? [rung] : [])].sort()[0];
}

/** Colleagues whom the policy names by address are written as ids. */
function callOf({ to, channel, action, urgent }: RungCall | Omit<LadderRung, 'name' | 'muted'>): RungCall {
  return { to: to.map((name) => (name.includes('@') ? personIdOf(name) : name)), channel, action, urgent };
}

function silenceWakes(needs: SilenceNeeds, { subject, now }: CaseFile): string | undefined {
  const on = now.toISOString();
  switch (needs.needs) {
    case 'nothing':
      return needs.wakeAt;
    case 'acknowledgement':
    case 'holding':
      return on;
    case 'promise':
      return new Date(Date.parse(subject.updatedAt) + moment).toISOString();
    case 'person':
      return isTaskAbout(subject.task, needs.because.code) ? undefined : on;
  }
}
