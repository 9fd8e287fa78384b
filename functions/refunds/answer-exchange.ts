import type { Move, NotPossible } from '../../domain/cases/move.ts';
import type { Exchange } from '../../domain/returns/exchange.ts';
import { declineExchange, fulfilExchange } from '../../domain/returns/exchange-lifecycle.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import type { Extra } from '../adapters/cases.ts';
import type { CaseText, People } from '../adapters/people.ts';

/** What somebody says of an exchange. `text` holds its reference, which is kept in `people` only when the answer is news. */
export interface Said {
  readonly exchangeId: string;
  readonly outcome: 'fulfilled' | 'declined';
  readonly reason?: string | undefined;
  readonly by: NonNullable<Exchange['by']>;
  readonly text?: CaseText | undefined;
}

/** The move that an answer makes; one without records for an answer that was given before. */
export function answerExchange(before: ReturnCase, { outcome, text, ...said }: Said, now: Date): Move | NotPossible {
  const answer = { ...said, textId: text?.textId };
  return outcome === 'fulfilled' ? fulfilExchange(before, answer, now) : declineExchange(before, answer, now);
}

/** The text of an answer, for the transaction of its move. */
export function textOf({ text }: Said, people: Pick<People, 'textItem'>): Extra {
  return (move, { caseId }) => (text && move.records.length > 0 ? [people.textItem(caseId, text)] : []);
}
