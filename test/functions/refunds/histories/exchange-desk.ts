import { isNotPossible } from '../../../../domain/cases/move.ts';
import { ringDue } from '../../../../domain/returns/case-care.ts';
import { openExchange, type Wanted } from '../../../../domain/returns/exchange.ts';
import { missExchange } from '../../../../domain/returns/exchange-lifecycle.ts';
import type { Refund, ReturnCase } from '../../../../domain/returns/return-case.ts';
import type { Cases } from '../../../../functions/adapters/cases.ts';
import type { RefundLinks } from '../../../../functions/adapters/refund-links.ts';
import { run } from '../../../../functions/orders/take-exchange-answer.ts';

/** What a return of mugs (12.50 each) may be exchanged for: the same, something dearer, something cheaper. */
export const articles: Readonly<Record<'same' | 'dearer' | 'cheaper', Wanted>> = {
  same: { sku: 'MUG' },
  dearer: { sku: 'MUG-RED', unitPrice: 1500 },
  cheaper: { sku: 'MUG-SMALL', unitPrice: 1000 },
};
export type Article = keyof typeof articles;
export type Outcome = 'fulfilled' | 'declined';

interface Desk {
  readonly cases: Cases;
  readonly links: Pick<RefundLinks, 'caseOf'>;
  readonly all: () => Promise<ReturnCase[]>;
  readonly now: () => Date;
}

/** The shop's side of exchanges: it answers about any of them, in any order, also again and the opposite. */
export function exchangeDesk({ cases, links, all, now }: Desk) {
  const people = { textItem: () => ({}) };
  const say = async (exchangeId: string, outcome: Outcome): Promise<void> => {
    const metadata = { eventId: 'e', occurredAt: now().toISOString(), caseId: '-', version: 1, traceId: '-' };
    const event = { type: `shop.exchange.${outcome}.v1` as const, metadata, data: { exchangeId } };
    await run(event, { cases, links, people }, { now: now() });
  };
  return {
    /** About one that is open, if there is one; `times` at once. Answers the case that it is of. */
    answer: async (pick: number, outcome: Outcome, times: number): Promise<string | undefined> => {
      const subjects = await all();
      const open = subjects.flatMap((subject) => openExchange(subject) ?? []);
      const some = open.length > 0 ? open : subjects.flatMap(({ exchanges }) => exchanges);
      const chosen = some[pick % Math.max(1, some.length)];
      if (!chosen) return undefined;
      await Promise.all(Array.from({ length: times }, async () => await say(chosen.exchangeId, outcome)));
      return subjects.find(({ exchanges }) => exchanges.includes(chosen))?.caseId;
    },
    /** The time of every open exchange is over, where it is. */
    ring: async (): Promise<void> => {
      for (const { caseId } of await all()) {
        const rang = await cases.change(caseId, (before) => ringDue(before, { measure: 'exchange' }, now()));
        if (rang && !isNotPossible(rang)) await cases.change(caseId, (before) => missExchange(before, { owner: 'agents' }, now()));
      }
    },
    /** What contradicts itself, given the ids of all refunds that the provider knows. */
    contradictions: async (atProvider: readonly string[]): Promise<string[]> => {
      const faults = await Promise.all((await all()).map(async (subject) => await faultsOf(subject, atProvider, cases)));
      return faults.flat();
    },
  };
}

const partStatus = { requested: 'sent', fulfilled: 'succeeded', declined: 'failed' } as const satisfies Record<string, Refund['status']>;

async function faultsOf(subject: ReturnCase, atProvider: readonly string[], cases: Cases): Promise<string[]> {
  const { caseId, refunds, exchanges, findings } = subject;
  if (exchanges.length === 0) return [];
  const faults: string[] = [];
  const parts = refunds.filter(({ via }) => via === 'exchange');
  if (parts.some(({ refundId }) => atProvider.some((id) => id.startsWith(refundId))))
    faults.push(`${caseId}: the provider made an exchange`);
  for (const { exchangeId, status, worth, price } of exchanges) {
    const own = parts.filter((part) => part.exchangeId === exchangeId);
    const used = own.reduce((sum, { amount }) => sum + amount, 0);
    if (used !== Math.min(worth, price)) faults.push(`${caseId}: ${used} set aside for an exchange of ${price} for ${worth}`);
    if (own.some((part) => part.status !== partStatus[status])) faults.push(`${caseId}: a part of an exchange is not ${status}`);
  }
  const pieces = exchanges.flatMap(({ items }) => items).reduce((sum, { quantity }) => sum + quantity, 0);
  const accepted = findings.filter(({ outcome }) => outcome === 'accepted').reduce((sum, { quantity }) => sum + quantity, 0);
  if (pieces > accepted) faults.push(`${caseId}: ${pieces} pieces exchanged, ${accepted} accepted`);
  const asked = (await cases.log(caseId)).filter(({ type }) => type === 'exchange.requested.v1').length;
  if (asked !== exchanges.length) faults.push(`${caseId}: ${asked} requests for ${exchanges.length} exchanges`);
  if (exchanges.filter(({ status }) => status === 'requested').length > 1) faults.push(`${caseId}: two exchanges are open`);
  return faults;
}
