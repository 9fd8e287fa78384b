import type { Button, KnownBlock, MrkdwnElement, PlainTextElement } from '@slack/types';
import { formatMoney } from '../../domain/format-money.ts';
import type { ApprovalView } from '../approvals/approval-view.ts';
import { plain } from './modals.ts';
import { inertMrkdwn } from './plain-words.ts';

/** A message: what notifications and screen readers get, and what is seen. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

export interface Shown {
  readonly view: ApprovalView;
  readonly caseUrl: string;
  /** May whoever reads this place still decide? */
  readonly asked: boolean;
}

/** An approval as it stands now: what is asked, by when, and either the buttons or how it ended. Names are plain text; what people wrote about
 * a case stays out of Slack, where nobody could erase it. */
export function approvalMessage({ view, caseUrl, asked }: Shown): SlackMessage {
  const money = formatMoney(view, 'en-GB');
  const title = `Refund of ${money} for ${view.caseId}`;
  const facts: (PlainTextElement | MrkdwnElement)[] = [
    plain(`Amount: ${money}`),
    plain(`Level: ${view.level} of ${view.levels}`),
    plain(`Why you are asked: ${view.because}`, 500),
    { type: 'mrkdwn', text: `Until: ${dateFor(view.expiresAt)}` },
  ];
  const standing = endOf(view) ?? (asked ? waitingOf(view) : 'Others decide this now; nothing waits for you.');
  return {
    text: inertMrkdwn(`${title}: ${standing}`),
    blocks: [
      { type: 'header', text: plain(title, 150) },
      { type: 'section', fields: facts },
      { type: 'section', text: plain(standing, 1000) },
      ...(view.status === 'open' && asked ? [buttons(view, money)] : []),
      { type: 'context', elements: [{ type: 'mrkdwn', text: `<${caseUrl}|Look at the case>` }] },
    ],
  };
}

/** Shown in the reader's own time zone; the UTC text is for clients that cannot. */
function dateFor(instant: string): string {
  const seconds = Math.floor(Date.parse(instant) / 1000);
  return `<!date^${seconds}^{date_short_pretty} {time}|${instant.slice(0, 16).replace('T', ' ')} UTC>`;
}

function endOf({ status, decidedBy, decidedAt }: ApprovalView): string | undefined {
  const at = decidedAt ? ` at ${decidedAt.slice(0, 16).replace('T', ' ')} UTC` : '';
  switch (status) {
    case 'approved':
      return `Approved by ${decidedBy}${at}.`;
    case 'refused':
      return `Refused by ${decidedBy}${at}.`;
    case 'superseded':
      return 'The terms changed: this question is over, and is asked anew.';
    case 'ended':
      return 'The case ended without this decision.';
    case 'expired':
      return 'The time to decide is over.';
    default:
      return undefined;
  }
}

function waitingOf({ asked, needed, votes, question }: ApprovalView): string {
  const names = asked.map(({ name }) => name).join(', ');
  const so = votes.length > 0 ? ` Approved so far by ${votes.map(({ by }) => by).join(', ')}.` : '';
  const open = question ? ` ${question.by} asked ${question.to === 'customer' ? 'the customer' : question.to} something first.` : '';
  return `${needed === 1 ? 'One' : needed} of ${names || 'nobody'} must decide.${so}${open}`;
}

function buttons({ approvalId, terms }: ApprovalView, money: string): KnownBlock {
  const value = `${approvalId}:${terms}`;
  const button = (action_id: string, text: string, more: Partial<Button> = {}): Button => ({
    type: 'button',
    action_id,
    value,
    text: plain(text, 75),
    ...more,
  });
  const confirm = {
    title: plain('Approve?', 100),
    text: plain(`${money} goes back when the goods are accepted.`),
    confirm: plain('Approve', 30),
    deny: plain('Back', 30),
  };
  return {
    type: 'actions',
    elements: [
      button('approve', 'Approve', { style: 'primary', confirm }),
      button('refuse', 'Refuse', { style: 'danger' }),
      button('ask', 'Ask first'),
      button('reassign', 'Hand on'),
    ],
  };
}
