import type { ReturnCase } from '../../domain/returns/return-case.ts';
import type { LogRecord } from '../adapters/log-records.ts';
import type { DeadlineDesk } from './deadline-desk.ts';

/** A case with everything that happened on it. */
export interface CaseLog {
  readonly subject: ReturnCase;
  readonly records: readonly LogRecord[];
}

const together = 32;

/** The logs of cases, so many at a time: a report over a year must not open a thousand connections. */
export async function logsOf(subjects: readonly ReturnCase[], cases: Pick<DeadlineDesk['cases'], 'log'>): Promise<CaseLog[]> {
  const found: CaseLog[] = [];
  for (let first = 0; first < subjects.length; first += together) {
    const some = subjects.slice(first, first + together);
    found.push(...(await Promise.all(some.map(async (subject) => ({ subject, records: await cases.log(subject.caseId) })))));
  }
  return found;
}
