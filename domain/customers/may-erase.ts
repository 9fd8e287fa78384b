import { isUnderWay } from '../returns/refund-standing.ts';
import { hasEnded, type ReturnCase } from '../returns/return-case.ts';

/** A case that still needs its customer: it is open, or money of it is on its way. */
export interface StillNeeded {
  readonly caseId: string;
  readonly status: ReturnCase['status'];
}

/**
 * The cases for which a customer's data must stay: erasing them would leave a promise that nobody can keep. Article 17(3)(b) and (e)
 * GDPR let data stay that a legal duty or claim needs. None: everything personal may go.
 */
export function stillNeeding(cases: readonly ReturnCase[]): StillNeeded[] {
  return cases.filter((subject) => !hasEnded(subject.status) || isUnderWay(subject)).map(({ caseId, status }) => ({ caseId, status }));
}
