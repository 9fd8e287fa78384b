import { csvOf } from './csv-safe.ts';
import type { SlaClock } from './sla-clock.ts';
import { SlaMeasure } from './sla-measure.ts';

/** What reports read of a clock. */
export interface CountedClock extends Pick<SlaClock, 'measure' | 'state' | 'calendar' | 'targetSeconds' | 'spentSeconds' | 'startedAt'> {
  readonly dueAt?: string | undefined;
  readonly stoppedAt?: string | undefined;
  readonly breachedAt?: string | undefined;
  readonly promise?: object | undefined;
}

/** A clock and whose it is. */
export interface ReportedClock extends CountedClock {
  readonly caseId: string;
}

/** How the open clocks of a measure stand. `open` counts all of them, `atRisk` those that ticked away most of their time. */
export interface Standing {
  readonly measure: SlaMeasure;
  readonly open: number;
  readonly paused: number;
  readonly atRisk: number;
  readonly breached: number;
}

/** How a target fares, over clocks that are over or breached. */
export interface Compliance {
  readonly measure: SlaMeasure;
  readonly calendar: string;
  readonly targetSeconds: number;
  readonly met: number;
  readonly breached: number;
  /** 0 to 1; 1 while nothing has been measured. */
  readonly share: number;
}

const riskyShare = 0.8;

export function isAtRisk({ state, spentSeconds, targetSeconds }: CountedClock): boolean {
  return state === 'running' && spentSeconds >= riskyShare * targetSeconds;
}

export function standingsOf(clocks: readonly CountedClock[]): Standing[] {
  return SlaMeasure.options.map((measure) => {
    const open = clocks.filter((clock) => clock.measure === measure && clock.stoppedAt === undefined);
    return {
      measure,
      open: open.length,
      paused: open.filter(({ state }) => state === 'paused').length,
      atRisk: open.filter(isAtRisk).length,
      breached: open.filter(({ state }) => state === 'breached').length,
    };
  });
}

/** One row per target. A promise's target is its date, so all promises are one row. */
export function complianceOf(clocks: readonly CountedClock[]): Compliance[] {
  const groups = Map.groupBy(
    clocks.filter(({ state }) => state === 'met' || state === 'breached'),
    ({ measure, calendar, targetSeconds, promise }) => JSON.stringify([measure, calendar, promise ? 0 : targetSeconds]),
  );
  return [...groups].map(([key, group]) => {
    const [measure, calendar, targetSeconds] = JSON.parse(key) as [SlaMeasure, string, number];
    const met = group.filter(({ state }) => state === 'met').length;
    return { measure, calendar, targetSeconds, met, breached: group.length - met, share: met / group.length };
  });
}

const columns = [
  'case',
  'measure',
  'state',
  'calendar',
  'target seconds',
  'spent seconds',
  'started',
  'due',
  'stopped',
  'breached',
] as const;

/** One row per clock, safe to open in a spreadsheet. */
export function clocksCsv(clocks: readonly ReportedClock[]): string {
  return csvOf(
    columns,
    clocks.map((clock) => [
      clock.caseId,
      clock.measure,
      clock.state,
      clock.calendar,
      clock.targetSeconds,
      clock.spentSeconds,
      clock.startedAt,
      clock.dueAt,
      clock.stoppedAt,
      clock.breachedAt,
    ]),
  );
}
