import * as z from 'zod';
import { CaseId, Instant } from '../../domain/identifiers.ts';
import { factsOf } from '../../domain/returns/sla-facts.ts';
import { silenceFigures, type Wait, waitOf } from '../../domain/sla/age-of-silence.ts';
import { csvOf } from '../../domain/sla/csv-safe.ts';
import { allStretches } from '../../domain/sla/sla-clock.ts';
import { SlaMeasure } from '../../domain/sla/sla-measure.ts';
import { clocksCsv, complianceOf, standingsOf } from '../../domain/sla/sla-report.ts';
import { type CaseLog, logsOf } from './case-logs.ts';
import { ClockView, deadlineView } from './clock-view.ts';
import { type DeadlineDesk, staffNow, standingOf } from './deadline-desk.ts';

/** A report, as JSON and as rows for a spreadsheet. */
export interface Report {
  readonly body: object;
  readonly csv: string;
}

/** The cases that a report looks at: those opened in this time. */
export interface Span {
  readonly from: string;
  readonly until: string;
}

const Figure = z.object({ measure: SlaMeasure, open: z.int(), paused: z.int(), atRisk: z.int(), breached: z.int() });

/** What the reports answer as JSON, by name. */
export const reportSchemas = {
  clocks: z.object({ asOf: Instant, measures: z.array(Figure), clocks: z.array(ClockView.extend({ caseId: CaseId })) }),
  compliance: z.object({
    from: Instant,
    until: Instant,
    targets: z.array(
      z.object({ measure: SlaMeasure, calendar: z.string(), targetSeconds: z.int(), met: z.int(), breached: z.int(), share: z.number() }),
    ),
  }),
  silence: z.object({
    from: Instant,
    until: Instant,
    cases: z.int(),
    answeredShare: z.number(),
    p50Seconds: z.int(),
    p90Seconds: z.int(),
    overFiveDays: z.int(),
  }),
} as const;

type Desk = Pick<DeadlineDesk, 'cases' | 'deadlines' | 'opened' | 'policies' | 'editions'>;

/** How the deadlines stand that nobody has answered. */
export async function clocksReport(desk: Desk, now: Date): Promise<Report> {
  const waiting = await desk.deadlines.list({ state: 'open', now });
  const caseIds = [...new Set(waiting.map(({ caseId }) => caseId))];
  const subjects = (await Promise.all(caseIds.map((caseId) => desk.cases.read(caseId)))).filter((subject) => subject !== undefined);
  const people = await staffNow(desk, now);
  const found = await Promise.all((await logsOf(subjects, desk.cases)).map((log) => standingOf(log, people, desk, now)));
  const open = found.flat().filter(({ stoppedAt }) => stoppedAt === undefined);
  const clocks = open.map((deadline) => ({ ...deadlineView(deadline, people), caseId: deadline.caseId }));
  return { body: { asOf: now.toISOString(), measures: standingsOf(open), clocks }, csv: clocksCsv(open) };
}

/** How each target fared, over every stretch of every case opened in this time. */
export async function complianceReport({ from, until }: Span, desk: Desk, now: Date): Promise<Report> {
  const logs = await logsBetween({ from, until }, desk);
  const editions = await desk.editions.current();
  const stretches = logs.flatMap(({ subject, records }) => allStretches({ records, facts: factsOf(subject), editions, now }));
  const targets = complianceOf(stretches.map(({ clock }) => clock));
  const rows = targets.map(({ measure, calendar, targetSeconds, met, breached, share }) => {
    return [measure, calendar, targetSeconds, met, breached, share];
  });
  return { body: { from, until, targets }, csv: csvOf(['measure', 'calendar', 'target seconds', 'met', 'breached', 'share'], rows) };
}

/** How long customers waited for a person or a decision; the newest wait of each case opened in this time. */
export async function silenceReport({ from, until }: Span, desk: Desk, now: Date): Promise<Report> {
  const waits = waitsOf(await logsBetween({ from, until }, desk), now);
  const rows = waits.map(({ caseId, since, seconds, answered }) => [caseId, since, seconds, answered ? 'yes' : 'no']);
  return { body: { from, until, ...silenceFigures(waits) }, csv: csvOf(['case', 'since', 'seconds', 'answered'], rows) };
}

/** The newest wait of each case; cases that ended without one have none. */
export function waitsOf(logs: readonly CaseLog[], now: Date): (Wait & { readonly caseId: string })[] {
  return logs.flatMap(({ subject: { caseId }, records }) => {
    const wait = waitOf(records, now);
    return wait ? [{ ...wait, caseId }] : [];
  });
}

async function logsBetween({ from, until }: Span, { opened, cases }: Desk): Promise<CaseLog[]> {
  return await logsOf(await opened.between(from, until), cases);
}
