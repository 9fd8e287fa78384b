import type { Clock } from '../clocks/clock.ts';
import { earlyMoney } from './early-refund.ts';
import { worthOfPieces } from './line-amount.ts';
import { nextPromise } from './promises.ts';
import { openPieces, payingStatus } from './refund-standing.ts';
import type { Finding, ReturnCase } from './return-case.ts';
import { restClock, stepClock, stopped } from './return-clocks.ts';
import type { ReturnPolicy } from './return-policy.ts';
import type { RequestFault } from './return-request.ts';
import { transition } from './transition.ts';

/** What is wrong with findings, by JSON pointer into the body; empty when they fit the case. */
export function checkFindings(subject: ReturnCase, findings: readonly Finding[]): RequestFault[] {
  const left = new Map(subject.lines.map((line) => [line.lineId, line.open]));
  return findings.flatMap((finding, index): RequestFault[] => {
    const at = `/lines/${index}`;
    const line = subject.lines.find((candidate) => candidate.lineId === finding.lineId);
    if (!line) return [fault(`${at}/lineId`, 'line-not-in-return', { lineId: finding.lineId })];
    const open = left.get(line.lineId) ?? 0;
    left.set(line.lineId, open - finding.quantity);
    if (finding.quantity > open) return [fault(`${at}/quantity`, 'more-than-open', { open: Math.max(0, open) })];
    const amount = worthOfPieces(line.amount, line.quantity, subject.currency, line.quantity - open, finding.quantity);
    if ((finding.deduction ?? 0) <= amount) return [];
    return [fault(`${at}/deduction`, 'deduction-above-value', { amount, currency: subject.currency })];
  });
}

/**
 * What came, looked at. Wrong items leave the sold piece with the customer, who may return it again; rejected pieces are sent
 * back and are not returnable again. With nothing to refund and pieces still open the case goes back to waiting for a parcel.
 * Findings that `checkFindings` faults answer with the first fault.
 */
export const inspect = transition<{ findings: readonly Finding[]; by: string; policy: Pick<ReturnPolicy, 'expiresAfter'> }>(
  'inspect',
  ['received'],
  (before, { findings, by, policy }, on) => {
    const [first] = checkFindings(before, findings);
    if (first) return { notPossible: first.because };
    const lines = before.lines.map((line) => ({ ...line, open: line.open - quantityOf(line.lineId, findings) }));
    const open = openPieces({ lines });
    const refundable = findings.some((finding) => finding.outcome === 'accepted');
    const rest = open > 0 ? [restClock(before, policy, on)] : [];
    // Until when missing pieces may come is the customer's date to keep, not ours.
    const ours = refundable || open === 0 ? { promisedBy: nextPromise('refund', on) } : {};
    return {
      set: {
        status: payingStatus(before) ?? (refundable || open === 0 ? 'inspected' : 'awaiting-parcel'),
        lines,
        findings: [...before.findings, ...findings],
        lastEditedBy: by,
        promisedBy: ours.promisedBy ?? rest[0]!.dueAt,
      },
      records: [{ type: 'return.inspected.v1', data: { findings: [...findings], by, open, ...ours } }],
      clocks: [...stopped(before, 'inspection'), ...rest, ...refundClock(before, refundable, on)],
      // What was refunded already cannot be returned for money again before a person has looked.
      giveBack: before.lines
        .filter(() => earlyMoney(before) === 0)
        .map(({ lineId }) => ({ lineId, quantity: quantityOf(lineId, findings, 'wrong-item') }))
        .filter(({ quantity }) => quantity > 0),
    };
  },
);

function refundClock(before: ReturnCase, refundable: boolean, on: Date): Clock[] {
  return refundable ? [stepClock(before, 'refund', on)] : [];
}

function quantityOf(lineId: string, findings: readonly Finding[], outcome?: Finding['outcome']): number {
  return findings
    .filter((finding) => finding.lineId === lineId && (outcome === undefined || finding.outcome === outcome))
    .reduce((sum, finding) => sum + finding.quantity, 0);
}

function fault(pointer: string, code: string, values: Record<string, string | number>): RequestFault {
  return { pointer, because: { code, values } };
}
