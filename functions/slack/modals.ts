import type { KnownBlock, ModalView, PlainTextElement } from '@slack/types';
import type { About } from './interaction.ts';
import { inert } from './plain-words.ts';

export const plain = (text: string, most = 300): PlainTextElement => ({ type: 'plain_text', text: inert(text, most), emoji: false });

/** The field that a modal asks for, by the name under which an approval misses it. */
export type Missing = 'reason' | 'question' | 'to';

const written = (name: Missing, label: string, hint: string): KnownBlock => ({
  type: 'input',
  block_id: name,
  label: plain(label),
  hint: plain(hint),
  element: { type: 'plain_text_input', action_id: name, multiline: true, min_length: 1, max_length: 2000 },
});

const forms: Readonly<Record<Missing, { title: string; submit: string; input: KnownBlock }>> = {
  reason: { title: 'Refuse', submit: 'Refuse', input: written('reason', 'Why do you refuse?', 'The customer reads this.') },
  question: {
    title: 'Ask first',
    submit: 'Ask',
    input: written(
      'question',
      'What do you want to know?',
      'The customer reads this. The decision stays open and their answer comes back to you.',
    ),
  },
  to: {
    title: 'Hand on',
    submit: 'Hand on',
    input: {
      type: 'input',
      block_id: 'to',
      label: plain('Who decides instead?'),
      hint: plain('Somebody who may decide this.'),
      element: { type: 'users_select', action_id: 'to' },
    },
  },
};

/** The modal that asks for what is missing. `what`: the decision in a line. */
export function modalFor(action: string, missing: Missing, { approvalId, terms }: About, what: string): ModalView {
  const { title, submit, input } = forms[missing];
  return {
    type: 'modal',
    callback_id: action,
    private_metadata: `${approvalId}:${terms}`,
    title: plain(title, 24),
    submit: plain(submit, 24),
    close: plain('Back', 24),
    blocks: [{ type: 'section', text: plain(what, 1000) }, input],
  };
}

/** The modal after all when nothing could be done: why. */
export function explanation(text: string): ModalView {
  return {
    type: 'modal',
    title: plain('Not changed', 24),
    close: plain('Close', 24),
    blocks: [{ type: 'section', text: plain(text, 2000) }],
  };
}
