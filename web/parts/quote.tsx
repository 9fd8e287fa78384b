import type { VNode } from 'preact';
import { t } from '../language.ts';
import { amount } from '../money.ts';
import type { QuoteView } from '../order-view.ts';

/** What comes back, line by line, before anything is submitted. */
export function Quote({ quote }: { quote: QuoteView }): VNode {
  return (
    <section class="panel" aria-live="polite">
      <h2>{t('quoteTitle')}</h2>
      <table>
        <tbody>
          {quote.fees.map((fee) => (
            <tr key={fee.code}>
              <td>{t(`fee.${fee.code}`)}</td>
              <td>−{amount(fee.amount, quote.total.currency)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('total')}</th>
            <td data-total>{amount(quote.total.amount, quote.total.currency)}</td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}
