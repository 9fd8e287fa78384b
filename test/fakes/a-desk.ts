import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Approval, openApproval } from '../../domain/approvals/approval.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { decide } from '../../domain/returns/return-decision.ts';
import { approvalsTable } from '../../functions/adapters/approvals.ts';
import { shelfOf } from '../../functions/adapters/case-shelf.ts';
import { casesTable } from '../../functions/adapters/cases-table.ts';
import { claimsTable } from '../../functions/adapters/claims.ts';
import { dataKeysTable } from '../../functions/adapters/data-keys.ts';
import { orderIntake } from '../../functions/adapters/order-intake.ts';
import { ordersTable } from '../../functions/adapters/orders.ts';
import { payoutAccountsTable } from '../../functions/adapters/payout-accounts.ts';
import { peopleTable } from '../../functions/adapters/people.ts';
import { policiesTable } from '../../functions/adapters/policies.ts';
import { policyPublisher } from '../../functions/adapters/policy-publication.ts';
import { refundLinksTable } from '../../functions/adapters/refund-links.ts';
import { slaEditionsTable } from '../../functions/adapters/sla-editions.ts';
import { storeCreditsTable } from '../../functions/adapters/store-credits.ts';
import { timekeeperTable } from '../../functions/adapters/timekeeper.ts';
import type { Upload } from '../../functions/adapters/uploads.ts';
import { approvalId, aReturn, execution, mustMove, policy } from '../builders/a-return.ts';
import { aReturnPolicy } from '../builders/a-return-policy.ts';
import { anApprovalsPolicy, aStaff } from '../builders/a-staff.ts';
import { aWholeOrder } from '../builders/a-whole-order.ts';
import { aLine } from '../builders/an-order.ts';
import { localTables } from './local-tables.ts';

export const noon = new Date('2026-11-10T12:00:00.000Z');

/** A return of three blue mugs, in the state that `differs` says. */
export function mugs(differs: Partial<ReturnCase> = {}): ReturnCase {
  const lines = [{ lineId: '1', quantity: 3, open: 3, reason: 'changed-mind', photos: [], amount: 3750 }];
  const value = { amount: 3750, currency: 'GBP' };
  return aReturn({
    orderId: 'A-1',
    lines,
    value,
    openedAt: noon.toISOString(),
    updatedAt: noon.toISOString(),
    policyVersion: 1,
    ...differs,
  });
}

/** Mugs that policy approved: they are awaited, their clock runs. */
export function awaited(differs: Partial<ReturnCase> = {}): ReturnCase {
  const decision = { outcome: 'approved', because: { code: 'allowed', values: {} } } as const;
  return mustMove(decide(mugs(differs), { execution, decision, policy }, noon)).case;
}

/** Mugs that wait for a person's decision, and that approval. */
export function asked(differs: Partial<ReturnCase> = {}, approval: Partial<Approval> = {}): { subject: ReturnCase; approval: Approval } {
  const subject = mugs({ status: 'awaiting-approval', approvalId, execution, ...differs });
  const because = { code: 'above-limit', values: { ...subject.value } };
  return { subject, approval: { ...openApproval({ approvalId, subject, because, policy: anApprovalsPolicy(), on: noon }), ...approval } };
}

/** Everything that colleagues' routes need, on the local tables: staff, policies, one order of four mugs. */
export async function aDesk() {
  const { documents, dump, calls } = localTables();
  const tables = { cases: 'cases', people: () => 'people' };
  const policies = policiesTable(documents, tables);
  const { publish } = policyPublisher(documents, tables, policies);
  for (const [name, body] of [
    ['people', aStaff()],
    ['returns', aReturnPolicy()],
    ['approvals', anApprovalsPolicy()],
  ] as const) {
    await publish({ name, body, validFrom: '2020-01-01T00:00:00Z', by: 'command-line' }, noon);
  }
  const orders = ordersTable(documents, 'cases');
  const people = peopleTable(documents, 'people');
  await orderIntake(documents, 'cases', orders, people).take(aWholeOrder({ lines: [aLine({ quantity: 4 })] }), noon);
  const files = new Map<string, Upload>();
  const editions = slaEditionsTable(documents, 'cases');
  const cases = casesTable(documents, 'cases', timekeeperTable(documents, 'cases', editions));
  const approvals = approvalsTable(documents, 'cases');
  const put = async (Item: Record<string, unknown>) => await documents.send(new PutCommand({ TableName: 'cases', Item }));
  const store = async (subject: ReturnCase): Promise<ReturnCase> => {
    const keys = { pk: `CASE#${subject.caseId}`, sk: 'CASE', statusShard: shelfOf(subject) };
    await put({ ...subject, ...keys });
    // Whoever opened the case took its pieces from the order.
    await put({ pk: 'ORDER#A-1', sk: 'LINE#1', returnable: 1 });
    await put({ pk: 'ORDER#A-1', sk: `CASE#${subject.caseId}`, caseId: subject.caseId });
    return subject;
  };
  const storeApproval = async (approval: Approval) => await documents.send(new PutCommand(approvals.askItem(approval).Put!));
  const uploads = {
    place: async () => ({ uploadId: 'u-1', url: 'https://uploads.example', fields: {} }),
    read: async (uploadId: string) => files.get(uploadId),
    bytes: async () => undefined,
  };
  const desk = {
    cases,
    approvals,
    claims: claimsTable(documents, 'cases'),
    editions,
    orders,
    people,
    policies,
    uploads,
    refundLinks: refundLinksTable(documents, 'cases'),
    credits: storeCreditsTable(documents, 'cases'),
    accounts: payoutAccountsTable(documents, { people: 'people', cases: 'cases' }, dataKeysTable(documents, 'keys')),
    publicUrl: 'https://shop.example',
  };
  return { desk, documents, put, store, storeApproval, files, dump, calls, publish };
}
