import { isNotPossible } from '../../domain/cases/move.ts';
import { Overtaken } from '../../domain/errors.ts';
import { contradictExchange } from '../../domain/returns/exchange-lifecycle.ts';
import { ownerOf } from '../../domain/returns/return-case.ts';
import { ShopExchangeDeclined } from '../../events/shop-exchange-declined.ts';
import { ShopExchangeFulfilled } from '../../events/shop-exchange-fulfilled.ts';
import { type Cases, cases } from '../adapters/cases.ts';
import { type People, people } from '../adapters/people.ts';
import { type RefundLinks, refundLinks } from '../adapters/refund-links.ts';
import { answerExchange, type Said, textOf } from '../refunds/answer-exchange.ts';
import { log } from '../runtime/logger.ts';
import { newId } from '../runtime/random.ts';
import { type Heard, subscriber } from '../runtime/subscriber.ts';

/** What the shop answers. */
export const hears = [ShopExchangeFulfilled, ShopExchangeDeclined] as const;

interface Deps {
  readonly cases: Pick<Cases, 'change'>;
  readonly links: Pick<RefundLinks, 'caseOf'>;
  readonly people: Pick<People, 'textItem'>;
}

/**
 * Takes the shop's answer to an exchange, once, also when it comes late. The opposite of what it said before moves nothing: a person
 * looks. An exchange that we do not know fails, so that it lands where a person looks.
 */
export const { handler, run } = subscriber({
  hears,
  connect: (): Deps => ({ cases: cases(), links: refundLinks(), people: people() }),
  run: async (event, { cases, links, people }, { now }) => {
    const said = saidBy(event, now);
    const { exchangeId, outcome } = said;
    const caseId = await links.caseOf(exchangeId);
    const taken = caseId && (await cases.change(caseId, (before) => answerExchange(before, said, now), textOf(said, people)));
    if (!taken) throw new Error(`${event.type} was not taken in: there is no exchange ${exchangeId}. Compare it with exchange.requested.`);
    if ('refused' in taken) throw new Overtaken(`${caseId}: an item beside the case stood in the way`);
    log('exchange answered', { caseId, status: outcome });
    if (isNotPossible(taken))
      await cases.change(caseId, (before) =>
        contradictExchange(before, { exchangeId, said: outcome, owner: ownerOf(before) ?? 'agents' }, now),
      );
  },
});

function saidBy(event: Heard<typeof hears>, now: Date): Said {
  const { exchangeId } = event.data;
  if (event.type === 'shop.exchange.declined.v1') return { exchangeId, outcome: 'declined', by: 'shop', reason: event.data.reason };
  const { reference } = event.data;
  const text = reference && { textId: newId(), kind: 'note' as const, text: reference, at: now.toISOString(), by: 'shop' };
  return { exchangeId, outcome: 'fulfilled', by: 'shop', ...(text ? { text } : {}) };
}
