import type { VNode } from 'preact';
import { t } from '../language.ts';
import { amount } from '../money.ts';
import type { OrderView, QuoteView } from '../order-view.ts';
import { StepHeading } from './heading.tsx';

/** What comes back, line by line and to where, before anything is submitted. */
export function Quote({ quote, order }: { quote: QuoteView; order: OrderView }): VNode {
  const { currency } = quote.total;
  const titleOf = (lineId: string): string => order.lines.find((line) => line.lineId === lineId)?.title ?? lineId;
  return (
    <section class="panel">
      <StepHeading>{t('quoteTitle')}</StepHeading>
      {quote.because ? <p>{quote.because}</p> : null}
      <table>
        <caption class="unseen">{t('quoteTitle')}</caption>
        <tbody>
          {quote.lines.map((line) => (
            <tr key={line.lineId}>
              <th scope="row">
                {line.quantity} × <bdi>{titleOf(line.lineId)}</bdi>
              </th>
              <td>{amount(line.amount, currency)}</td>
            </tr>
          ))}
          {quote.fees.map((fee) => (
            <tr key={fee.code} data-fee={fee.code}>
              <th scope="row">{t(`fee.${fee.code}`)}</th>
              <td>−{amount(fee.amount, currency)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('total')}</th>
            <td data-total>{amount(quote.total.amount, currency)}</td>
          </tr>
          {quote.refunds.map((refund) => (
            <tr key={refund.paymentId}>
              <th scope="row">{t('paidTo', { method: t(`method.${refund.method}`) })}</th>
              <td>{amount(refund.amount, refund.currency)}</td>
            </tr>
          ))}
        </tfoot>
      </table>
    </section>
  );
}
