import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import type { Operations } from '../generated/operations.ts';
import { amount } from '../money.ts';
import type { CaseView } from './case-facts.tsx';
import { Input, TextArea } from './field.tsx';
import { Form } from './form.tsx';
import { ProblemSummary } from './problem.tsx';
import { useAction } from './working.ts';

type Refund = CaseView['refunds'][number];
type Account = Operations['POST /v1/agent/payouts/{refundId}/details']['answer'];
interface PayoutsProps {
  readonly view: CaseView;
  readonly token: string;
  readonly onView: (view: CaseView) => void;
}

/** The account, once somebody asks for it in order to pay; the log says who did. */
function ToPay({ refund, view, token, onView }: PayoutsProps & { refund: Refund }): VNode {
  const [account, setAccount] = useState<Account>();
  const looking = useAction();
  const { busy, problem, run } = useAction();
  const params = { refundId: refund.refundId };
  return (
    <section class="panel">
      <h2>Pay {amount(refund.amount, refund.currency)} by hand</h2>
      <ProblemSummary problem={looking.problem} />
      {account ? (
        <dl>
          <dt>To</dt>
          <dd>
            <bdi>{account.holder}</bdi>
            {account.bank ? <>, {account.bank}</> : null}
          </dd>
          <dt>Account</dt>
          <dd>
            <code>{account.account}</code>
          </dd>
          <dt>Write on the transfer</dt>
          <dd>{account.reference}</dd>
        </dl>
      ) : (
        <p>
          {view.payoutAccount ? `The customer gave the account ${view.payoutAccount.masked}.` : 'The customer has not said where to yet.'}
        </p>
      )}
      {view.payoutAccount && !account ? (
        <button
          type="button"
          class="second"
          disabled={looking.busy}
          onClick={() =>
            looking.run(async () => setAccount(await call('POST /v1/agent/payouts/{refundId}/details', {}, { params, token })))
          }
        >
          Show the account, to pay now
        </button>
      ) : null}
      <Form
        problem={problem}
        onValues={({ reference = '' }) =>
          run(async () => onView(await call('POST /v1/agent/payouts/{refundId}/paid', { reference }, { params, token })))
        }
      >
        <Input label="Reference of the transfer" name="reference" required autoComplete="off" />
        <button type="submit" disabled={busy}>
          It is paid
        </button>
      </Form>
    </section>
  );
}

/** For a transfer that the bank sent back: the customer is asked for another account. */
function Returned({ refund, token, onView }: PayoutsProps & { refund: Refund }): VNode {
  const { busy, problem, run } = useAction();
  const params = { refundId: refund.refundId };
  return (
    <details>
      <summary>The bank returned the {amount(refund.amount, refund.currency)} paid by hand</summary>
      <Form
        class="panel"
        problem={problem}
        onValues={({ reason = '' }) =>
          run(async () => onView(await call('POST /v1/agent/payouts/{refundId}/returned', { reason }, { params, token })))
        }
      >
        <TextArea label="What the bank says" name="reason" required />
        <button type="submit" class="second" disabled={busy}>
          Ask the customer for another account
        </button>
      </Form>
    </details>
  );
}

/** What of a case is paid by hand: still to be paid, or paid and perhaps returned. */
export function Payouts(props: PayoutsProps): VNode {
  const byHand = props.view.refunds.filter(({ via }) => via === 'payout');
  return (
    <>
      {byHand.map((refund) => (refund.status === 'awaiting-payout' ? <ToPay key={refund.refundId} {...props} refund={refund} /> : null))}
      {byHand.map((refund) => (refund.status === 'succeeded' ? <Returned key={refund.refundId} {...props} refund={refund} /> : null))}
    </>
  );
}
