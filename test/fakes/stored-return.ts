import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Move, NotPossible } from '../../domain/cases/move.ts';
import type { Payment } from '../../domain/orders/order.ts';
import { type Held, untouched } from '../../domain/refunds/ledger.ts';
import { inspect } from '../../domain/returns/inspection.ts';
import { receive } from '../../domain/returns/parcel-lifecycle.ts';
import { isUnsettled } from '../../domain/returns/refund-standing.ts';
import type { Finding, Refund, ReturnCase } from '../../domain/returns/return-case.ts';
import { decide } from '../../domain/returns/return-decision.ts';
import { approvalsTable } from '../../functions/adapters/approvals.ts';
import { clockPut } from '../../functions/adapters/case-items.ts';
import { shelfOf } from '../../functions/adapters/case-shelf.ts';
import { casesTable } from '../../functions/adapters/cases-table.ts';
import { elsewhereTable } from '../../functions/adapters/elsewhere.ts';
import { ordersTable } from '../../functions/adapters/orders.ts';
import { peopleTable } from '../../functions/adapters/people.ts';
import { policiesTable } from '../../functions/adapters/policies.ts';
import { refundLinksTable } from '../../functions/adapters/refund-links.ts';
import { onceAPass, slaEditionsTable } from '../../functions/adapters/sla-editions.ts';
import { timekeeperTable } from '../../functions/adapters/timekeeper.ts';
import { vaultTable } from '../../functions/adapters/vault.ts';
import { ringApproval } from '../../functions/approvals/ring-approval.ts';
import { agent, aReturn, execution, mustMove, policy } from '../builders/a-return.ts';
import { aReturnPolicy } from '../builders/a-return-policy.ts';
import { aStaff } from '../builders/a-staff.ts';
import { aLine, anOrder } from '../builders/an-order.ts';
import { localTables } from './local-tables.ts';

/** The instant of the tests around a stored return; the order was delivered a week before. */
export const noon = new Date('2026-11-10T12:00:00.000Z');
export const me = execution;
export const because = { code: 'above-limit', values: {} };

/** Two mugs of 12.50 each, asked for just now. */
export function twoMugs(differs: Partial<ReturnCase> = {}): ReturnCase {
  const lines = [{ lineId: '1', quantity: 2, open: 2, reason: 'changed-mind', photos: [], amount: 2500 }];
  const instant = noon.toISOString();
  return aReturn({ orderId: 'A-1', lines, value: { amount: 2500, currency: 'GBP' }, openedAt: instant, updatedAt: instant, ...differs });
}

export const approve = (before: ReturnCase): Move | NotPossible =>
  decide(before, { execution: me, decision: { outcome: 'approved', because }, policy }, noon);
export const arrive = (before: ReturnCase): Move | NotPossible => receive(before, { by: agent }, noon);
export const accept =
  (quantity = 2, outcome: Finding['outcome'] = 'accepted') =>
  (before: ReturnCase): Move | NotPossible =>
    inspect(before, { findings: [{ lineId: '1', quantity, outcome }], by: agent, policy }, noon);

/** The ledger as it stands after the refunds of the case. */
function counted(paymentId: string, captured: number, { refunds }: ReturnCase): Held {
  const sum = (of: readonly Refund[]) => of.reduce((all, { amount }) => all + amount, 0);
  const ours = refunds.filter((refund) => refund.paymentId === paymentId);
  const reserved = sum(ours.filter(isUnsettled));
  const refunded = sum(ours.filter(({ status }) => status === 'succeeded'));
  return { ...untouched(captured), remaining: captured - reserved - refunded, reserved, refunded };
}

/** Tables with one order of four mugs (50.00, one card unless said otherwise), the policy, and one return in any state. */
export async function storedReturn(subject: ReturnCase, payments?: readonly Payment[]) {
  const { documents, dump } = localTables();
  const order = anOrder({ lines: [aLine()], ...(payments ? { payments: [...payments] } : {}) });
  const put = async (Item: Record<string, unknown>) => await documents.send(new PutCommand({ TableName: 'cases', Item }));
  await put({ pk: 'ORDER#A-1', sk: 'ORDER', ...order });
  for (const { paymentId, method, captured } of order.payments) {
    await put({ pk: 'ORDER#A-1', sk: `PAYMENT#${paymentId}`, paymentId, method, ...counted(paymentId, captured, subject) });
  }
  for (const { paymentId } of order.payments) await put({ pk: `PAYMENT#${paymentId}`, sk: 'ORDER', orderId: 'A-1' });
  await put({ pk: 'ORDER#A-1', sk: `CASE#${subject.caseId}`, caseId: subject.caseId });
  await put({ pk: 'ORDER#A-1', sk: 'LINE#1', returnable: 2 });
  for (const [name, body] of [
    ['returns', aReturnPolicy()],
    ['approvals', { chains: [{ when: {}, levels: [{ team: 'returns' }] }], fallback: { team: 'returns' } }],
  ] as const) {
    await put({ pk: `POLICY#${name}`, sk: 'VERSION#000001', version: 1, validFrom: '2020-01-01T00:00:00.000Z', body });
  }
  const version = { pk: 'POLICY#people', sk: 'VERSION#000001' };
  await put({ ...version, version: 1, validFrom: '2020-01-01T00:00:00.000Z' });
  const body = aStaff().map((person) => ({ ...person, team: 'returns' }));
  await documents.send(new PutCommand({ TableName: 'people', Item: { ...version, body } }));
  await put({ pk: `CASE#${subject.caseId}`, sk: 'CASE', statusShard: shelfOf(subject), ...subject });
  for (const clock of subject.clocks) await documents.send(new PutCommand(clockPut('cases', clock).Put as never));
  const editions = onceAPass(slaEditionsTable(documents, 'cases'));
  const deadlines = timekeeperTable(documents, 'cases', editions);
  const cases = casesTable(documents, 'cases', deadlines);
  const people = peopleTable(documents, 'people');
  const policies = policiesTable(documents, { cases: 'cases', people: () => 'people' });
  const desk = { approvals: approvalsTable(documents, 'cases'), cases, people, policies };
  return {
    approvals: { ring: async (caseId: string, now: Date) => await ringApproval(caseId, desk, now) },
    editions,
    deadlines,
    caseId: subject.caseId,
    documents,
    links: refundLinksTable(documents, 'cases'),
    elsewhere: elsewhereTable(documents, 'cases'),
    dump,
    cases,
    orders: ordersTable(documents, 'cases'),
    people,
    policies,
    vault: vaultTable(() => documents, 'vault'),
    read: async () => (await cases.read(subject.caseId))!,
    types: async () => (await cases.log(subject.caseId)).map(({ type }) => type),
    change: async (decide: (before: ReturnCase) => Move | NotPossible) =>
      await cases.change(subject.caseId, (before) => mustMove(decide(before))),
  };
}
