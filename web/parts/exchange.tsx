import type { VNode } from 'preact';
import { day, t } from '../language.ts';
import { amount } from '../money.ts';
import type { OrderView, QuoteView, ReturnView } from '../order-view.ts';
import { Select } from './field.tsx';

type Plan = NonNullable<QuoteView['exchange']>;

/** What is sent instead, what it is set against, and who pays the difference; what takes away has its sign. */
export function ExchangeTable({ plan }: { plan: Plan }): VNode {
  return (
    <table>
      <caption>{t('exchangeTitle')}</caption>
      <tbody>
        {plan.lines.map((line) => (
          <tr key={line.text}>
            <th scope="row">
              <bdi>{line.text}</bdi>
            </th>
            <td>
              {line.amount < 0 ? '−' : ''}
              {amount(Math.abs(line.amount), plan.currency)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ExchangeChoiceProps {
  readonly line: OrderView['lines'][number];
  readonly currency: string;
  readonly value: string;
  readonly onChange: (sku: string) => void;
}

/** What the customer wants instead of a line: the same again, or what the shop offers for it. */
export function ExchangeChoice({ line, currency, value, onChange }: ExchangeChoiceProps): VNode | null {
  const others = (line.exchangeable ?? []).filter(({ sku }) => sku !== line.sku);
  if (others.length === 0) return null;
  return (
    <Select label={t('exchangeFor', { title: line.title })} name={`exchangeFor-${line.lineId}`} value={value} onChange={onChange}>
      <option value="">{t('sameAgain')}</option>
      {others.map(({ sku, title, unitPrice }) => (
        <option key={sku} value={sku}>
          {title || sku}, {amount(unitPrice, currency)}
        </option>
      ))}
    </Select>
  );
}

/** The exchange of a return: what it will be, or what the shop was asked for and has answered. */
export function Exchanges({ view }: { view: ReturnView }): VNode | null {
  if (view.exchange) return <ExchangeTable plan={view.exchange} />;
  if (!view.exchanges) return null;
  return (
    <section>
      <h2>{t('exchanges')}</h2>
      {view.exchanges.map((exchange) => (
        <div key={exchange.exchangeId} class="panel" data-exchange={exchange.status}>
          <ExchangeTable plan={exchange} />
          <p>{t(`exchange.${exchange.status}`, { date: day(exchange.answeredAt ?? exchange.answerBy) })}</p>
        </div>
      ))}
    </section>
  );
}
