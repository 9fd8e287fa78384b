import type { VNode } from 'preact';
import { call } from '../api.ts';
import { moment } from '../language.ts';
import { amount } from '../money.ts';
import type { CaseView } from './case-facts.tsx';
import { Input, Select } from './field.tsx';
import { Form } from './form.tsx';
import { useAction } from './working.ts';

type Exchange = NonNullable<CaseView['exchanges']>[number];
const answer = 'POST /v1/agent/cases/{caseId}/exchanges/{exchangeId}';
interface AnswersProps {
  readonly view: CaseView;
  readonly token: string;
  readonly onView: (view: CaseView) => void;
}

/** What is sent instead, with its figures. */
export function ExchangeLines({ plan }: { plan: NonNullable<CaseView['exchange']> }): VNode {
  return (
    <ul class="items">
      {plan.lines.map((line) => (
        <li key={line.text}>
          <bdi>{line.text}</bdi>: {amount(line.amount, plan.currency)}
        </li>
      ))}
    </ul>
  );
}

function Answers({ exchange, view, token, onView }: AnswersProps & { exchange: Exchange }): VNode {
  const sent = useAction();
  const declined = useAction();
  const place = { params: { caseId: view.caseId, exchangeId: exchange.exchangeId }, token };
  return (
    <section class="panel" data-exchange={exchange.status}>
      <h2>Exchange to be sent</h2>
      <ExchangeLines plan={exchange} />
      <p>
        The shop was asked on {moment(exchange.requestedAt)} and answers by {moment(exchange.answerBy)}.
      </p>
      <Form
        problem={sent.problem}
        onValues={({ reference = '' }) =>
          sent.run(async () => onView(await call(answer, { outcome: 'fulfilled', ...(reference ? { reference } : {}) }, place)))
        }
      >
        <Input label="Reference of the new order or parcel" hint="Only colleagues read it." name="reference" autoComplete="off" />
        <button type="submit" disabled={sent.busy}>
          It was sent
        </button>
      </Form>
      <Form
        problem={declined.problem}
        onValues={({ reason = 'other' }) => declined.run(async () => onView(await call(answer, { outcome: 'declined', reason }, place)))}
      >
        <Select label="Why it cannot be sent" name="reason" value="out-of-stock">
          <option value="out-of-stock">Out of stock</option>
          <option value="discontinued">No longer sold</option>
          <option value="not-paid">The customer did not pay the difference</option>
          <option value="other">Something else</option>
        </Select>
        <button type="submit" class="second" disabled={declined.busy}>
          It cannot be sent: refund the customer
        </button>
      </Form>
    </section>
  );
}

/** The exchanges of a case that wait for an answer, with the two that there are. */
export function ExchangeAnswers(props: AnswersProps): VNode {
  const open = (props.view.exchanges ?? []).filter(({ status }) => status === 'requested');
  return (
    <>
      {open.map((exchange) => (
        <Answers key={exchange.exchangeId} {...props} exchange={exchange} />
      ))}
    </>
  );
}
