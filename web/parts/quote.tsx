import type { VNode } from 'preact';
import { t } from '../language.ts';
import { amount } from '../money.ts';
import type { OrderView, QuoteView } from '../order-view.ts';
import { ExchangeTable } from './exchange.tsx';
import { StepHeading } from './heading.tsx';

/** What comes back, line by line and to where, before anything is submitted. */
export function Quote({ quote, order }: { quote: QuoteView; order: OrderView }): VNode {
  const { currency } = quote.total;
  // What pays for an exchange goes nowhere.
  const money = quote.refunds.filter(({ via }) => via !== 'exchange');
  return (
    <section class="panel">
      <StepHeading>{t('quoteTitle')}</StepHeading>
      {quote.because ? <p>{quote.because}</p> : null}
      <table>
        <caption class="unseen">{t('quoteTitle')}</caption>
        <tbody>
          {quote.parts.length > 0 ? <AmountRows parts={quote.parts} currency={currency} /> : <Refused quote={quote} order={order} />}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t(quote.exchange ? 'worth' : 'total')}</th>
            <td data-total>{amount(quote.total.amount, currency)}</td>
          </tr>
          {quote.taxes.map((tax) => (
            <tr key={tax.rate} data-tax={tax.rate}>
              <th scope="row">{tax.text}</th>
              <td>{amount(tax.amount, currency)}</td>
            </tr>
          ))}
          {money.map((refund) => (
            <tr key={refund.paymentId}>
              <th scope="row">{t('paidTo', { method: t(`method.${refund.method}`) })}</th>
              <td>{amount(refund.amount, refund.currency)}</td>
            </tr>
          ))}
        </tfoot>
      </table>
      {quote.exchange ? <ExchangeTable plan={quote.exchange} /> : null}
    </section>
  );
}

/** Everything that the total is made of; what takes away has its sign. */
export function AmountRows({ parts, currency }: { readonly parts: QuoteView['parts']; readonly currency: string }): VNode {
  return (
    <>
      {parts.map((part) => (
        <tr key={`${part.code} ${part.lineId ?? ''}`} data-part={part.code}>
          <th scope="row">
            <bdi>{part.text}</bdi>
          </th>
          <td>
            {part.amount < 0 ? '−' : ''}
            {amount(Math.abs(part.amount), currency)}
          </td>
        </tr>
      ))}
    </>
  );
}

/** What was asked for, where policy would refuse it and nothing goes back. */
function Refused({ quote, order }: { quote: QuoteView; order: OrderView }): VNode {
  const titleOf = (lineId: string): string => order.lines.find((line) => line.lineId === lineId)?.title ?? lineId;
  return (
    <>
      {quote.lines.map((line) => (
        <tr key={line.lineId}>
          <th scope="row">
            {line.quantity} × <bdi>{titleOf(line.lineId)}</bdi>
          </th>
          <td>{amount(line.amount, quote.total.currency)}</td>
        </tr>
      ))}
    </>
  );
}
