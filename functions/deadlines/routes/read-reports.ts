import * as z from 'zod';
import { Instant } from '../../../domain/identifiers.ts';
import { wrongContent } from '../../runtime/problem.ts';
import { type Answer, type RouteRequest, route } from '../../runtime/route.ts';
import type { DeadlineDesk } from '../deadline-desk.ts';
import { clocksReport, complianceReport, type Report, reportSchemas, type Span, silenceReport } from '../reports.ts';

const day = 86_400_000;
const format = { format: z.enum(['json', 'csv']).optional() };
const SpanQuery = z.object({ ...format, from: Instant.optional(), until: Instant.optional() });

type Asked = Pick<RouteRequest<undefined, { format?: 'json' | 'csv' | undefined }>, 'query' | 'header'>;

/** JSON, or a file for a spreadsheet when `?format=csv` or the `accept` header asks for it. */
function answered({ query, header }: Asked, name: string, { body, csv }: Report): Answer {
  const wantsCsv = query.format ? query.format === 'csv' : (header('accept') ?? '').toLowerCase().includes('text/csv');
  if (!wantsCsv) return { status: 200, body };
  const headers = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}.csv"` };
  return { status: 200, body: csv, headers };
}

/** The last 30 days unless said; at most a year and a day. */
function spanOf({ from, until }: { from?: string | undefined; until?: string | undefined }, now: Date): Span {
  const end = new Date(until ?? now).toISOString();
  const start = new Date(from ?? Date.parse(end) - 30 * day).toISOString();
  const length = Date.parse(end) - Date.parse(start);
  if (length < 0) throw wrongContent([{ pointer: '/from', message: 'Begin before the end.' }]);
  if (length > 366 * day) throw wrongContent([{ pointer: '/from', message: 'Ask for a year at most.' }]);
  return { from: start, until: end };
}

export const reportOnClocks = route({
  method: 'GET',
  path: '/v1/agent/reports/clocks',
  summary: 'How the deadlines stand that nobody has answered; also as CSV',
  caller: 'agent',
  query: z.object(format),
  answers: { 200: reportSchemas.clocks },
  run: async (request, desk: DeadlineDesk) => answered(request, 'clocks', await clocksReport(desk, request.now)),
});

export const reportOnCompliance = route({
  method: 'GET',
  path: '/v1/agent/reports/compliance',
  summary: 'How each target fared, over the cases opened in this time; also as CSV',
  caller: 'agent',
  query: SpanQuery,
  answers: { 200: reportSchemas.compliance },
  run: async (request, desk: DeadlineDesk) =>
    answered(request, 'compliance', await complianceReport(spanOf(request.query, request.now), desk, request.now)),
});

export const reportOnSilence = route({
  method: 'GET',
  path: '/v1/agent/reports/silence',
  summary: 'How long customers wait for a person or a decision, over the cases opened in this time; also as CSV',
  caller: 'agent',
  query: SpanQuery,
  answers: { 200: reportSchemas.silence },
  run: async (request, desk: DeadlineDesk) =>
    answered(request, 'silence', await silenceReport(spanOf(request.query, request.now), desk, request.now)),
});
