import type { VNode } from 'preact';
import { amount } from '../money.ts';
import { Input, TextArea } from './field.tsx';
import { Form } from './form.tsx';
import { useAction } from './working.ts';

/** What an approver says on the page. */
export interface Saying {
  readonly decision: 'approve' | 'refuse' | 'ask' | 'reassign';
  readonly reason?: string;
  readonly question?: string;
  readonly to?: string;
}

/** The four answers: a button, and a form for each that needs words. `say` throws what the API refused. */
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
          onValues={({ question = '', colleague = '' }) =>
            ask.run(() => say({ decision: 'ask', question, ...(colleague ? { to: colleague } : {}) }))
          }
        >
          <TextArea label="Question" name="question" required />
          <Input label="Colleague’s address" hint="Leave it empty to ask the customer." name="colleague" type="email" />
          <button type="submit" class="second" disabled={busy}>
            Ask
          </button>
        </Form>
        <Form class="panel" problem={reassign.problem} onValues={({ to = '' }) => reassign.run(() => say({ decision: 'reassign', to }))}>
          <Input label="Address of who decides instead" name="to" type="email" required />
          <button type="submit" class="second" disabled={busy}>
            Hand it on
          </button>
        </Form>
      </details>
    </>
  );
}
