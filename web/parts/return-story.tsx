import type { VNode } from 'preact';
import { day, moment, t } from '../language.ts';
import { amount } from '../money.ts';
import type { ReturnView } from '../order-view.ts';

/** What happened, oldest first. */
export function Timeline({ title, log }: { title: string; log: ReturnView['log'] }): VNode {
  return (
    <section>
      <h2>{title}</h2>
      <ol class="timeline">
        {log.map((entry) => (
          <li key={`${entry.at}${entry.type}${entry.text}`}>
            <time dateTime={entry.at}>{moment(entry.at)}</time> {entry.text}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What was written, by whom; shown as text, in its own direction. */
export function Conversation({
  view,
  names,
}: {
  view: Pick<ReturnView, 'messages'>;
  names: { customer: string; shop: string };
}): VNode | null {
  if (view.messages.length === 0) return null;
  return (
    <section>
      <h2>{t('conversation')}</h2>
      <ul class="conversation">
        {view.messages.map((message) => (
          <li key={`${message.at}${message.text}`} class={message.by}>
            <strong>{names[message.by]}</strong> <time dateTime={message.at}>{moment(message.at)}</time>
            <p class="said" dir="auto">
              {message.text}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Each refund: how much, to where, how far, and when it can be seen. */
export function Refunds({ view }: { view: ReturnView }): VNode | null {
  // What pays for an exchange is told with the exchange.
  const money = view.refunds.filter(({ via }) => via !== 'exchange');
  if (money.length === 0) return null;
  return (
    <section>
      <h2>{t('refunds')}</h2>
      <ul class="refunds">
        {money.map((refund) => (
          <li key={refund.refundId} data-refund={refund.status}>
            <strong>{t('refundLine', { amount: amount(refund.amount, refund.currency), method: t(`method.${refund.method}`) })}</strong>
            <br />
            {t(`refund.${refund.status}`)}. {refund.expectedBy ? t('refundVisible', { date: day(refund.expectedBy) }) : ''}
          </li>
        ))}
      </ul>
    </section>
  );
}
