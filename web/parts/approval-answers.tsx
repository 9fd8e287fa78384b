import type { VNode } from 'preact';
import { amount } from '../money.ts';
import { Input, TextArea } from './field.tsx';
import { Form } from './form.tsx';
import { useAction } from './working.ts';

/** What an approver says, on the page that the mail opens or in the console. */
export interface Saying {
  readonly decision: 'approve' | 'refuse' | 'ask' | 'reassign';
  readonly reason?: string;
  readonly question?: string;
  readonly to?: string;
}

/**
 * Everything that an approver can say about the terms that are shown: approve, refuse, ask first, hand on. `say` posts it, and throws
 * what the API refused.
 */
export function ApprovalAnswers({
  view,
  say,
}: {
  view: { readonly amount: number; readonly currency: string };
  say: (saying: Saying) => Promise<void>;
}): VNode {
  const [approve, refuse, ask, reassign] = [useAction(), useAction(), useAction(), useAction()];
  const busy = approve.busy || refuse.busy || ask.busy || reassign.busy;
  return (
    <>
      <p class="actions">
        <button type="button" disabled={busy} onClick={() => approve.run(() => say({ decision: 'approve' }))}>
          Approve {amount(view.amount, view.currency)}
        </button>
      </p>
      <Form class="panel" problem={refuse.problem} onValues={({ reason = '' }) => refuse.run(() => say({ decision: 'refuse', reason }))}>
        <TextArea label="Reason to refuse" hint="The customer reads it." name="reason" required />
        <button type="submit" class="second" disabled={busy}>
          Refuse
        </button>
      </Form>
      <details>
        <summary>Ask first, or hand it on</summary>
        <Form
          class="panel"
          problem={ask.problem}
          onValues={({ question = '', to = '' }, form) =>
            ask.run(async () => {
              await say({ decision: 'ask', question, ...(to ? { to } : {}) });
              form.reset();
            })
          }
        >
          <TextArea label="Your question" hint="The answer comes back to you; the decision stays open." name="question" required />
          <Input
            label="To which colleague?"
            hint="Their address. Leave it empty to ask the customer."
            name="to"
            type="email"
            autoComplete="off"
          />
          <button type="submit" class="second" disabled={busy}>
            Ask
          </button>
        </Form>
        <Form class="panel" problem={reassign.problem} onValues={({ to = '' }) => reassign.run(() => say({ decision: 'reassign', to }))}>
          <Input
            label="Hand the decision on to"
            hint="The address of a colleague who may decide this. You cannot decide it afterwards."
            name="to"
            type="email"
            required
            autoComplete="off"
          />
          <button type="submit" class="second" disabled={busy}>
            Hand on
          </button>
        </Form>
      </details>
    </>
  );
}
