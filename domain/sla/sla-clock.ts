import type { Because } from '../cases/because.ts';
import { type Moment, type SlaRecord, statusesOf, storyOf } from './case-story.ts';
import { type Course, courseOf, reachedAt, spentOf, workBy } from './course.ts';
import { SlaMeasure } from './sla-measure.ts';
import { type Run, runsOf } from './sla-runs.ts';
import { changesOfTerms, type SlaEdition, type Terms, termsAt } from './sla-terms.ts';
import { limitFor } from './statutory-limits.ts';
import type { CaseFacts } from './target-for.ts';
import { aroundTheClock, instantOf, latest, millisecondsOf, type WorkingTime } from './working-time.ts';

/** Everything that clocks follow from. The same input always gives the same clocks. */
export interface SlaInput {
  readonly records: readonly SlaRecord[];
  readonly facts: CaseFacts;
  readonly editions: readonly SlaEdition[];
  readonly now: Date;
}

/** One measure of a case, as its log tells. Instants are RFC 3339 in UTC. */
export interface SlaClock {
  readonly measure: SlaMeasure;
  /** Breached: later than its deadline, over or not. Stopped: nobody owes it any more. */
  readonly state: 'running' | 'paused' | 'stopped' | 'met' | 'breached';
  readonly calendar: string;
  readonly targetSeconds: number;
  readonly spentSeconds: number;
  readonly startedAt: string;
  /** The deadline, while the clock ticks. */
  readonly dueAt?: string;
  readonly stoppedAt?: string;
  readonly breachedAt?: string;
  readonly acknowledgedAt?: string;
  /** Only of `promise-kept`: the date told first (which counts) and the one told last. */
  readonly promise?: { readonly firstBy: string; readonly by: string };
  /** Which target this is, and what limits it. */
  readonly because: readonly Because[];
}

/** A clock with what the ladder needs of it. */
export interface SlaStretch {
  readonly clock: SlaClock;
  readonly run: Run;
  readonly course: Course;
  readonly calendar: WorkingTime;
  readonly targetWork: number;
}

/** The newest clock of each measure that the policy has a target for. */
export function slaClocks(input: SlaInput): SlaStretch[] {
  return SlaMeasure.options.flatMap((measure) => stretchesOf(measure, input).slice(-1));
}

/** Every stretch of every measure, also the earlier ones of a measure that was reset. For reports. */
export function allStretches(input: SlaInput): SlaStretch[] {
  return SlaMeasure.options.flatMap((measure) => stretchesOf(measure, input));
}

function stretchesOf(measure: SlaMeasure, input: SlaInput): SlaStretch[] {
  const story = storyOf(input.records);
  return runsOf(measure, story, input.facts.kind).flatMap((run) => stretchOf(measure, run, story, input) ?? []);
}

function stretchOf(measure: SlaMeasure, run: Run, story: readonly Moment[], input: SlaInput): SlaStretch | undefined {
  const { facts, editions, now } = input;
  const to = latest(run.startedAt, run.stoppedAt ?? instantOf(now));
  const terms = (at: string): Terms | undefined => termsAt(measure, editions, facts, story, at);
  const current = terms(to);
  if (!current) return undefined;
  const statuses = statusesOf(story);
  const changes = changesOfTerms(editions, story);
  const stopped = run.stoppedAt !== undefined;
  const course = courseOf({ measure, from: run.startedAt, to, stopped, gaps: run.gaps, statuses, changes, terms });
  const limited = limitOf(measure, run, current, course, facts, story);
  const due = dueOf(run, course, limited.work, limited.by);
  const breachedAt = due !== undefined && due < to ? due : undefined;
  const clock: SlaClock = {
    measure,
    state: stateOf(run, course.ticking, breachedAt !== undefined),
    calendar: current.chosen.target.calendar,
    targetSeconds: Math.floor(limited.work / 1000),
    spentSeconds: Math.floor(spentOf(course) / 1000),
    startedAt: run.startedAt,
    ...(course.ticking && due !== undefined ? { dueAt: due } : {}),
    ...(run.stoppedAt ? { stoppedAt: run.stoppedAt } : {}),
    ...(breachedAt ? { breachedAt } : {}),
    ...(run.acknowledgedAt ? { acknowledgedAt: run.acknowledgedAt } : {}),
    ...(run.promise ? { promise: run.promise } : {}),
    because: [current.chosen.because, ...limited.because],
  };
  return { clock, run, course, calendar: current.calendar, targetWork: limited.work };
}

function stateOf(run: Run, ticking: boolean, breached: boolean): SlaClock['state'] {
  if (breached) return 'breached';
  if (run.stoppedAt) return run.outcome === 'dropped' ? 'stopped' : 'met';
  return ticking ? 'running' : 'paused';
}

interface Limited {
  readonly work: number;
  readonly by?: string;
  readonly because: readonly Because[];
}

/** The target's work, shortened to what a promise or the law leaves of it. */
function limitOf(
  measure: SlaMeasure,
  run: Run,
  { work, chosen }: Terms,
  course: Course,
  facts: CaseFacts,
  story: readonly Moment[],
): Limited {
  if (run.promise) return { work: workBy(course, run.promise.firstBy), by: run.promise.firstBy, because: [] };
  const limit = limitFor(measure, facts.kind);
  if (!limit) return { work, because: [] };
  const full = millisecondsOf(limit.duration);
  const declared = story[0]?.at ?? run.startedAt;
  const fromDeclared = aroundTheClock.after(declared, full);
  const by = run.startedAt < fromDeclared ? fromDeclared : aroundTheClock.after(run.startedAt, full);
  const left = workBy(course, by);
  if (left >= work) return { work, because: [] };
  const values = { duration: chosen.target.duration, longest: limit.duration, until: by };
  return { work: left, by, because: [{ code: 'limited-by-law', values }] };
}

/** When the clock falls due. A date told or set by law is that date, also outside working hours and while nothing is worked. */
function dueOf(run: Run, course: Course, work: number, by: string | undefined): string | undefined {
  if (run.promise) return run.promise.firstBy;
  const reached = reachedAt(course, work);
  return by !== undefined && reached !== undefined && by < reached ? by : reached;
}
