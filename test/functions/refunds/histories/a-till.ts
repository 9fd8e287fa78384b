import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Move, NotPossible } from '../../../../domain/cases/move.ts';
import { caseIdFrom, personIdOf } from '../../../../domain/identifiers.ts';
import type { Payment } from '../../../../domain/orders/order.ts';
import { untouched } from '../../../../domain/refunds/ledger.ts';
import { ledgerFaults } from '../../../../domain/refunds/ledger-invariant.ts';
import { inspect } from '../../../../domain/returns/inspection.ts';
import { receive } from '../../../../domain/returns/parcel-lifecycle.ts';
import { markPaid } from '../../../../domain/returns/refund-lifecycle.ts';
import { isUnsettled } from '../../../../domain/returns/refund-standing.ts';
import { hasEnded, type Refund, type ReturnCase } from '../../../../domain/returns/return-case.ts';
import { cancel } from '../../../../domain/returns/return-lifecycle.ts';
import { casesTable } from '../../../../functions/adapters/cases-table.ts';
import { elsewhereTable } from '../../../../functions/adapters/elsewhere.ts';
import { ordersTable } from '../../../../functions/adapters/orders.ts';
import { localProvider } from '../../../../functions/adapters/payments/local-provider.ts';
import { policiesTable } from '../../../../functions/adapters/policies.ts';
import { refundLinksTable } from '../../../../functions/adapters/refund-links.ts';
import { seenBeforeTable } from '../../../../functions/adapters/seen.ts';
import { routes } from '../../../../functions/refunds/receive-payment-event.ts';
import { run as refundReturn } from '../../../../functions/refunds/refund-return.ts';
import { run as closeReturn } from '../../../../functions/returns/close-return.ts';
import { WEBHOOK_SECRET } from '../../../../infra/local/fakes/payment-webhooks.ts';
import { agent, aReturn, policy, walked } from '../../../builders/a-return.ts';
import { aReturnPolicy } from '../../../builders/a-return-policy.ts';
import { aLine, anOrder } from '../../../builders/an-order.ts';
import type { localTables } from '../../../fakes/local-tables.ts';
import { approve } from '../../../fakes/stored-return.ts';
import { type Article, articles, exchangeDesk, type Outcome } from './exchange-desk.ts';
import { type Effect, killer, NoKill } from './killer.ts';
import { providerAtHand } from './provider-at-hand.ts';

type Tables = ReturnType<typeof localTables>;
export const perMug = 1250;
const payer = personIdOf('payer@shop.example');
const noDeadlines = { after: async () => [] };

/** The policy under which every return of a till is judged; written once for all. */
export async function openTills({ documents }: Tables): Promise<void> {
  const version = { pk: 'POLICY#returns', sk: 'VERSION#000001', version: 1, validFrom: '2020-01-01T00:00:00.000Z' };
  await documents.send(new PutCommand({ TableName: 'cases', Item: { ...version, body: aReturnPolicy() } }));
}

/** A return of a history: how many mugs, whether they are refunded before they come, and what the inspection finds then. */
export interface Wanted {
  readonly mugs: number;
  readonly early: boolean;
  readonly found: 'accepted' | 'rejected';
  /** What is wanted instead of money. */
  readonly article?: Article | undefined;
}

/** One order with its payments, returns of it, and the provider behind: real functions and adapters, the provider's own books. */
export async function aTill({ documents }: Tables, no: number, payments: readonly Payment[], wanted: readonly Wanted[]) {
  const orderId = `O-${no}`;
  let time = Date.parse('2026-11-10T12:00:00.000Z');
  const now = () => new Date(time);
  const provider = providerAtHand(no, now);
  const put = async (Item: Record<string, unknown>) => await documents.send(new PutCommand({ TableName: 'cases', Item }));
  const order = { ...anOrder({ lines: [aLine({ quantity: 40 })], payments: [...payments] }), orderId };
  await put({ pk: `ORDER#${orderId}`, sk: 'ORDER', ...order });
  await put({ pk: `ORDER#${orderId}`, sk: 'LINE#1', returnable: 40 });
  for (const { paymentId, method, captured } of payments) {
    await put({ pk: `ORDER#${orderId}`, sk: `PAYMENT#${paymentId}`, paymentId, method, currency: 'GBP', ...untouched(captured) });
    await put({ pk: `PAYMENT#${paymentId}`, sk: 'ORDER', orderId });
    provider.charge(paymentId, captured, 'GBP');
  }
  const caseIds = wanted.map((_, index) =>
    caseIdFrom(Buffer.from([no >> 24, no >> 19, no >> 14, no >> 9, no >> 4, no & 15, index, 0].map((part) => part & 31))),
  );
  for (const [index, { mugs: quantity, early, article }] of wanted.entries()) {
    const amount = quantity * perMug;
    const instead = article ? { exchangeFor: articles[article] } : {};
    const lines = [{ lineId: '1', quantity, open: quantity, reason: 'changed-mind', photos: [], amount, ...instead }];
    const trigger = article ? { remedy: 'exchange' as const } : early ? { refundOn: 'request' as const } : {};
    const asked = aReturn({ caseId: caseIds[index]!, orderId, lines, value: { amount, currency: 'GBP' }, ...trigger });
    await put({ pk: `CASE#${caseIds[index]}`, sk: 'CASE', statusShard: 'x', ...walked(asked, approve) });
    await put({ pk: `ORDER#${orderId}`, sk: `CASE#${caseIds[index]}`, caseId: caseIds[index] });
  }

  const cases = casesTable(documents, 'cases', noDeadlines);
  const orders = ordersTable(documents, 'cases');
  const policies = policiesTable(documents, { cases: 'cases', people: () => 'people' });
  const elsewhere = elsewhereTable(documents, 'cases');
  const links = refundLinksTable(documents, 'cases');
  const seen = seenBeforeTable(documents, 'cases');
  const gateway = localProvider('http://payments.local');
  const read = async (caseId: string): Promise<ReturnCase> => (await cases.read(caseId))!;
  const all = async () => await Promise.all(caseIds.map(read));
  const exchanges = exchangeDesk({ cases, links, all, now });
  const change = async (caseId: string, decide: (before: ReturnCase) => Move | NotPossible) => await cases.change(caseId, decide);

  /** A person restarts it: another execution takes the case over. */
  const takeOver = async (caseId: string, execution: string): Promise<void> => {
    const Key = { pk: `CASE#${caseId}`, sk: 'CASE' };
    const set = {
      UpdateExpression: 'SET #e = :e',
      ExpressionAttributeNames: { '#e': 'execution' },
      ExpressionAttributeValues: { ':e': execution },
    };
    await documents.send(new UpdateCommand({ TableName: 'cases', Key, ...set }));
  };

  /** The workflow's step, killed at an effect of its own where `effect` says so. */
  const refundOnce = async (caseId: string, effect: Effect): Promise<string> => {
    const mortal = {
      ...cases,
      move: (...args: Parameters<typeof cases.move>) => effect(() => cases.move(...args)),
      change: (...args: Parameters<typeof cases.change>) => effect(() => cases.change(...args)),
    };
    const deps = {
      cases: mortal,
      orders,
      policies,
      links,
      elsewhere,
      gateway: { ...gateway, refund: (asked: Parameters<typeof gateway.refund>[0]) => effect(() => gateway.refund(asked)) },
    };
    const { execution } = await read(caseId);
    return (await refundReturn({ caseId, execution: execution ?? '-' }, deps, { now: now() })).status;
  };

  /** What the dashboard gave back, as it was noted. */
  const noted = async () => {
    const values = { ':pk': `ORDER#${orderId}`, ':sk': 'ELSEWHERE#' };
    const query = { TableName: 'cases', KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)', ExpressionAttributeValues: values };
    return ((await documents.send(new QueryCommand(query))).Items ?? []) as { paymentId: string; amount: number; counted: number }[];
  };

  let executions = 0;
  /** Goods come if they did not yet, of a return refunded early the second time; then the step runs, after a failure under a new execution. */
  const readyToRefund = async (caseId: string): Promise<void> => {
    const before = await read(caseId);
    const comes = before.refundOn === undefined || before.refundedEarlyAt !== undefined;
    if (comes && before.lines.some(({ open }) => open > 0)) {
      await change(caseId, (subject) => receive(subject, { by: agent }, now()));
      const finding = { lineId: '1', quantity: before.lines[0]!.quantity, outcome: wanted[caseIds.indexOf(caseId)]!.found };
      await change(caseId, (subject) => inspect(subject, { findings: [finding], by: agent, policy }, now()));
    }
    executions += 1;
    const failed = before.refunds.some(({ status }) => status === 'failed') && !before.refunds.some(isUnsettled);
    if (!before.execution || failed) await takeOver(caseId, `execution-${no}-${executions}`);
  };

  const deliver = async (index: number, times: number): Promise<void> => {
    const [news] = provider.waiting.splice(index % Math.max(1, provider.waiting.length), 1);
    for (let time = 0; news && time < times; time += 1) {
      const header = (name: string) => (name === 'stripe-signature' ? provider.signature(news.body) : undefined);
      const request = { rawBody: news.body, header, now: now() };
      await routes[0]!.run(request as never, { cases, elsewhere, seen, books: gateway, secrets: async () => [WEBHOOK_SECRET] } as never);
    }
  };

  const run = async (caseId: string, effect: Effect) => await refundOnce(caseId, effect).catch(mustBeExpected);

  return {
    provider,
    caseIds,
    payments,
    all,
    orders,
    close: () => provider.close(),
    ledgers: async () => (await orders.read(orderId))!.ledgers,
    pass: (hours: number) => (time += hours * 3_600_000),
    deliver,
    /** Once, or twice at the same time. */
    refund: async (caseId: string, together: number): Promise<void> => {
      await readyToRefund(caseId);
      const done = await Promise.allSettled(Array.from({ length: together }, () => refundOnce(caseId, NoKill)));
      for (const outcome of done) if (outcome.status === 'rejected') mustBeExpected(outcome.reason);
    },
    crash: async (caseId: string, at: number, when: 'before' | 'after'): Promise<void> => {
      await readyToRefund(caseId);
      await run(caseId, killer(at, when));
    },
    /** The shop answers, and the workflow goes on by itself. */
    answer: async (pick: number, outcome: Outcome, times: number): Promise<void> => {
      const caseId = await exchanges.answer(pick, outcome, times);
      if (caseId) await run(caseId, NoKill);
    },
    ringExchanges: exchanges.ring,
    cancel: async (caseId: string): Promise<void> => void (await change(caseId, (before) => cancel(before, { by: 'customer' }, now()))),
    closeCase: async (caseId: string): Promise<void> => {
      const { execution = '-' } = await read(caseId);
      await closeReturn({ caseId, execution }, { cases, orders, policies }, { now: now() }).catch(mustBeExpected);
    },
    pay: async (caseId: string): Promise<void> => {
      const open = (await read(caseId)).refunds.find(({ status }) => status === 'awaiting-payout');
      if (open) await change(caseId, (before) => markPaid(before, { refundId: open.refundId, by: payer }, now()));
    },
    isOver: async (caseId: string): Promise<boolean> => hasEnded((await read(caseId)).status),
    /** What contradicts itself now, in words; empty in every history. */
    contradictions: async (): Promise<string[]> => {
      const subjects = await all();
      const ledgers = (await orders.read(orderId))!.ledgers;
      const refunds = subjects.flatMap((subject) => subject.refunds);
      return [
        ...ledgerFaults(ledgers, refunds).map((fault) => `ledger: ${JSON.stringify(fault)}`),
        ...(provider.books.refunds().length === 0
          ? []
          : payments
              .filter(({ paymentId, captured }) => provider.books.refunded(paymentId) > captured)
              .map(({ paymentId }) => `the provider gave back more than ${paymentId} took`)),
        ...twice(provider.books.refunds()),
        ...(await exchanges.contradictions(provider.books.refunds().map(({ refundId }) => refundId))),
        ...subjects
          .filter((subject) => given(subject) > subject.value.amount)
          .map(({ caseId }) => `${caseId} gave back more than it is worth`),
      ];
    },
    /**
     * When nothing is on its way any more: the provider's total of each payment is the ledger's. What the dashboard gave back of money that
     * a person had paid out already cannot be counted; it is noted, and the reconciliation calls a person.
     */
    differences: async (): Promise<string[]> => {
      const refunds = (await all()).flatMap((subject) => subject.refunds);
      const { ledgers } = (await orders.read(orderId))!;
      const notes = await noted();
      return ledgers.flatMap(({ paymentId, elsewhere: byHand }) => {
        const ours = refunds.filter((refund) => refund.paymentId === paymentId && refund.via === 'provider' && wentOut(refund));
        const open = notes.filter((note) => note.paymentId === paymentId).reduce((sum, note) => sum + note.amount - note.counted, 0);
        const told = ours.reduce((sum, { amount }) => sum + amount, byHand + open);
        const gone = provider.books.refunded(paymentId);
        return told === gone ? [] : [`${paymentId}: the ledger says ${told}, the provider ${gone}`];
      });
    },
  };
}

/** What went back for a return, or is on its way. */
const given = ({ refunds }: ReturnCase) => refunds.filter(({ status }) => status !== 'failed').reduce((sum, { amount }) => sum + amount, 0);

const wentOut = ({ status }: Refund) => status === 'succeeded' || status === 'sent';

/** A refund of ours that moved money more than once. */
function twice(made: ReturnType<ReturnType<typeof providerAtHand>['books']['refunds']>): string[] {
  const moved = made.filter(({ origin, status }) => origin === 'api' && status !== 'failed' && status !== 'canceled');
  const ids = moved.map(({ refundId }) => refundId.replace(/_again_.*$/, ''));
  return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} was made twice`);
}

const expected = new Set(['Killed', 'GatewayUnavailable', 'Overtaken', 'NotClosable']);

function mustBeExpected(error: unknown): void {
  if (!(error instanceof Error) || !expected.has(error.name)) throw error;
}
