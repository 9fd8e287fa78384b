import type { Approval } from '../../domain/approvals/approval.ts';
import { chosenChannels, otherChannels } from '../../domain/approvals/how-to-tell.ts';
import type { Person } from '../../domain/people/people-policy.ts';
import type { ToldWhy } from '../../domain/texts/approval-words.ts';
import type { ApprovalEvent } from './approval-mails.ts';

/** What a mail about an approval is for: to ask for the decision, to say that nothing waits any more, or to pass words on. */
export type Purpose =
  | { readonly kind: 'ask'; readonly why: ToldWhy }
  | { readonly kind: 'over' }
  | { readonly kind: 'words'; readonly textId: string; readonly by: string };

export interface Telling {
  /** Person ids. */
  readonly to: readonly string[];
  readonly purpose: Purpose;
}

/** Whom an event concerns, whatever their channel. Those who were asked hear how it ended, but not from themselves. */
export function whomToMail(event: ApprovalEvent, approval: Approval): Telling {
  const over = (to: readonly string[]): Telling => ({ to, purpose: { kind: 'over' } });
  switch (event.type) {
    case 'approval.asked.v1':
      return { to: event.data.to, purpose: { kind: 'ask', why: 'asked' } };
    case 'approval.unread.v1':
      return { to: event.data.to, purpose: { kind: 'ask', why: 'unread' } };
    case 'approval.reminded.v1':
    case 'approval.handed-over.v1':
      return { to: event.data.to, purpose: { kind: 'ask', why: event.data.why } };
    case 'approval.decided.v1': {
      const { by, complete } = event.data;
      return over(complete === false ? [] : approval.asked.filter((personId) => personId !== by));
    }
    case 'approval.superseded.v1':
    case 'approval.ended.v1':
      return over(approval.asked);
    case 'approval.questioned.v1': {
      const { to, textId, by } = event.data;
      return { to: to === 'customer' ? [] : [to], purpose: { kind: 'words', textId, by } };
    }
    case 'approval.answered.v1': {
      const { to, textId, by } = event.data;
      return { to, purpose: { kind: 'words', textId, by } };
    }
  }
}

/** Do they hear this by mail: their own choice, or the channel that follows after an unread hour? Words always come by mail. */
export function hearsByMail(person: Person, personId: string, { kind, ...purpose }: Purpose, approval: Approval): boolean {
  const chosen = chosenChannels(person).includes('mail');
  if (kind === 'words') return true;
  if (kind === 'over') return chosen || approval.chased.includes(personId);
  return 'why' in purpose && purpose.why === 'unread' ? otherChannels(person).includes('mail') : chosen;
}
