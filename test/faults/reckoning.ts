import type { Refund } from '../../domain/returns/return-case.ts';
import type { Accepted } from './carry-out.ts';
import type { Estate, Item } from './estate.ts';
import { type Expect, judgeMoney, subjectOf } from './money-reckoning.ts';
import type { Ending } from './wishes.ts';

/** What may happen to a case only once, by type of record; what ends it once more each time that it opened again. */
const once =
  /^(return\.(requested|approved|refused|cancelled|expired|closed)|approval\.decided|parcel\.(shipped|scanned)|case\.stopped)\.v1$/;
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What is wrong with one return, in words; empty when all is as its wish says. */
export function faultsOf(accepted: Accepted, estate: Estate): string[] {
  const { wish, orderId, caseId } = accepted;
  const faults: string[] = [];
  const expect: Expect = (found, wanted, what) => {
    if (!same(found, wanted)) faults.push(`${caseId} (${wish.name}): ${what} ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
  };
  const subject = subjectOf(caseId, estate);
  const log = estate.items.filter(({ pk, sk }) => pk === `CASE#${caseId}` && sk.startsWith('LOG#'));

  expect(subject?.status, wish.ends.status, 'ended');
  expect(subject?.task, undefined, 'is a task');
  judgeMoney(accepted, (subject?.refunds ?? []) as Refund[], estate, expect);
  judgeLog(log, Number(subject?.version), wish.ends, expect);

  const ofOrder = estate.items.filter(({ pk }) => pk === `ORDER#${orderId}`);
  expect(ofOrder.filter(({ sk }) => sk.startsWith('CASE#')).length, 1, 'cases of its order');
  expect(ofOrder.find(({ sk }) => sk === 'LINE#1')?.returnable, wish.ends.returnable, 'returnable');

  // Twice rather than never: SES takes no idempotency key.
  const told = new Set(estate.mails.filter((mail) => mail.caseId === caseId).map(({ notice }) => notice));
  expect(
    noticesDue(wish.ends).filter((notice) => !told.has(notice)),
    [],
    'mails missing',
  );
  expect(
    noticesAbsent(wish.ends).filter((notice) => told.has(notice)),
    [],
    'mails too many',
  );
  const stuck = estate.executions.filter((each) => each.caseId === caseId && !['SUCCEEDED', 'ABORTED'].includes(each.status));
  expect(stuck, [], 'executions');
  return faults;
}

/** One record per version, and one per transition. */
function judgeLog(log: readonly Item[], version: number, { stopped = false, cameBack = [] }: Ending, expect: Expect): void {
  const ordered = log.toSorted((one, other) => Number(one.version) - Number(other.version));
  expect(
    ordered.map((record) => Number(record.version)),
    Array.from({ length: version }, (_, index) => index + 1),
    'log sequence',
  );
  const types = ordered.map(({ type }) => String(type));
  const reopened = (upTo: number) => types.slice(0, upTo).filter((type) => type === 'return.reopened.v1').length;
  const marks = types.flatMap((type, index) => (once.test(type) ? [`${type} ${reopened(index)}`] : []));
  expect(
    marks.filter((mark, index) => marks.indexOf(mark) !== index),
    [],
    'happened twice',
  );
  expect(reopened(types.length), cameBack.length, 'opened again');
  expect(types.includes('case.stopped.v1'), stopped, 'was stopped');
}

function noticesDue({ status, refunds, paidOut = [], cameBack = [], credits = [], exchanged = [], notExchanged = [] }: Ending): string[] {
  return [
    'received',
    status,
    ...(refunds.length + paidOut.length > 0 ? ['refunded'] : []),
    ...(credits.length > 0 ? ['credited'] : []),
    ...(cameBack.length > 0 ? ['refund-came-back'] : []),
    ...(exchanged.length > 0 ? ['exchanged'] : []),
    ...(notExchanged.length > 0 ? ['exchange-declined'] : []),
    ...(paidOut.length > 0 && refunds.length === 0 ? ['payout-details'] : []),
  ];
}

function noticesAbsent({ refunds, paidOut = [], cameBack = [], credits = [] }: Ending): string[] {
  return [
    ...(refunds.length + paidOut.length > 0 ? [] : ['refunded']),
    ...(credits.length > 0 ? [] : ['credited']),
    ...(cameBack.length > 0 ? [] : ['refund-came-back']),
  ];
}

/** What is wrong beyond single returns. */
export function faultsOverall({ movements, deadLetters, overdueJobs }: Estate, accepted: readonly Accepted[]): string[] {
  const ids = movements.map(({ refundId }) => refundId);
  const ours = new Set<string | null>(accepted.map(({ caseId }) => caseId));
  const wantedElsewhere = accepted.flatMap(({ wish, orderId }) => (wish.order.elsewhere ? [`${orderId} ${wish.order.elsewhere}`] : []));
  const elsewhere = movements
    .filter(({ origin }) => origin === 'dashboard')
    .map(({ paymentId, amount }) => `${paymentId.replace(/^pay-(.*)-\d+$/, '$1')} ${amount}`);
  const strange = movements.filter(({ caseId, origin }) => origin === 'api' && !ours.has(caseId));
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} was made twice`),
    ...strange.map(({ refundId }) => `${refundId} is nobody's`),
    ...(same(elsewhere.sort(), wantedElsewhere.sort()) ? [] : [`the dashboard gave back ${elsewhere}, not ${wantedElsewhere}`]),
    ...deadLetters.map((letter) => `dead letter ${letter}`),
    ...overdueJobs.map((job) => `left undone ${job}`),
  ];
}
