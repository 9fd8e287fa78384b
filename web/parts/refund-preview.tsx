import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { call } from '../api.ts';
import type { Operations } from '../generated/operations.ts';
import { moment } from '../language.ts';
import { amount } from '../money.ts';
import { ProblemSummary } from './problem.tsx';
import { AmountRows } from './quote.tsx';

type Preview = Operations['GET /v1/agent/cases/{caseId}/refund-preview']['answer'];

/** By which hand the money goes back. */
const hands: Readonly<Record<Preview['refunds'][number]['via'], string>> = {
  provider: 'by the payment provider',
  payout: 'paid out by a colleague',
  credit: 'as store credit',
  exchange: 'kept for the exchange',
};

/** What the case gives back next, line by line and over which payments: for whoever decides, before they do. Asked for once: another version of the case needs another one. */
export function RefundPreview({ caseId, token }: { readonly caseId: string; readonly token: string }): VNode | null {
  const [preview, setPreview] = useState<Preview>();
  const [problem, setProblem] = useState<unknown>();
  useEffect(() => {
    const look = async (): Promise<void> =>
      setPreview(await call('GET /v1/agent/cases/{caseId}/refund-preview', undefined, { params: { caseId }, token }));
    look().catch(setProblem);
  }, [caseId, token]);
  if (problem) return <ProblemSummary problem={problem} />;
  if (!preview || preview.parts.length === 0) return null;
  const { currency } = preview.total;
  return (
    <section class="panel" aria-labelledby="refund-preview" data-preview={preview.total.amount}>
      <h2 id="refund-preview">What goes back</h2>
      <p class="hint">
        {preview.basis === 'announced' ? 'As long as everything comes and is accepted.' : 'Of what the inspection accepted.'}
      </p>
      <table>
        <caption class="unseen">What goes back, line by line</caption>
        <tbody>
          <AmountRows parts={preview.parts} currency={currency} />
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Total</th>
            <td data-total>{amount(preview.total.amount, currency)}</td>
          </tr>
          {preview.taxes.map((tax) => (
            <tr key={tax.rate}>
              <th scope="row">{tax.text}</th>
              <td>{amount(tax.amount, currency)}</td>
            </tr>
          ))}
          {preview.refunds.map((refund) => (
            <tr key={refund.paymentId} data-payment={refund.paymentId}>
              <th scope="row">
                To {refund.method} (<bdi>{refund.paymentId}</bdi>), {hands[refund.via]}, visible by {moment(refund.expectedBy)}
              </th>
              <td>{amount(refund.amount, refund.currency)}</td>
            </tr>
          ))}
        </tfoot>
      </table>
      {preview.short > 0 ? <p>{amount(preview.short, currency)} more is due, but the payments of this order hold no more.</p> : null}
      {preview.overpaid > 0 ? <p>{amount(preview.overpaid, currency)} went back although nothing stands for it.</p> : null}
    </section>
  );
}
