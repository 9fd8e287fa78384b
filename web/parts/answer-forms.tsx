import type { VNode } from 'preact';
import { call } from '../api.ts';
import type { Operations } from '../generated/operations.ts';
import { amount } from '../money.ts';
import { Input, TextArea } from './field.tsx';
import { Form } from './form.tsx';
import { useAction } from './working.ts';

export type ApprovalView = Operations['GET /v1/approvals/{approvalId}']['answer'];
type Answer = Omit<Operations['POST /v1/approvals/{approvalId}/decision']['body'], 'terms' | 'channel'>;

interface AnswersProps {
  readonly view: ApprovalView;
  readonly token: string;
  /** Which page this is. */
  readonly channel: 'mail' | 'console';
  /** After every answer, taken or not: the approval may stand otherwise now. */
  readonly onAnswered: (view: ApprovalView | undefined) => Promise<void> | void;
}

/** Everything that an approver can say, each one POST about the terms that are shown: approve, refuse, ask first, hand on. */
export function Answers({ view, token, channel, onAnswered }: AnswersProps): VNode {
  const approve = useAction();
  const refuse = useAction();
  const ask = useAction();
  const reassign = useAction();
  const busy = approve.busy || refuse.busy || ask.busy || reassign.busy;
  const say = async (answer: Answer): Promise<void> => {
    const params = { approvalId: view.approvalId };
    try {
      await onAnswered(
        await call('POST /v1/approvals/{approvalId}/decision', { ...answer, terms: view.terms, channel }, { params, token }),
      );
    } catch (error) {
      await onAnswered(undefined);
      throw error;
    }
  };
  return (
    <>
      <Form class="actions" problem={approve.problem} onValues={() => approve.run(async () => await say({ decision: 'approve' }))}>
        <button type="submit" disabled={busy}>
          Approve {amount(view.amount, view.currency)}
        </button>
      </Form>
      <Form
        class="panel"
        problem={refuse.problem}
        onValues={({ reason = '' }) => refuse.run(async () => await say({ decision: 'refuse', reason }))}
      >
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
          <Input label="To which colleague?" hint="Their address. Leave it empty to ask the customer." name="to" autoComplete="off" />
          <button type="submit" class="second" disabled={busy}>
            Ask
          </button>
        </Form>
        <Form
          class="panel"
          problem={reassign.problem}
          onValues={({ to = '' }) => reassign.run(async () => await say({ decision: 'reassign', to }))}
        >
          <Input
            label="Hand the decision on to"
            hint="The address of a colleague who may decide this. You cannot decide it afterwards."
            name="to"
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
