import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { call } from '../api.ts';
import { t } from '../language.ts';
import type { OrderView, QuoteView, ReturnBody } from '../order-view.ts';
import { ExchangeChoice } from './exchange.tsx';
import { Select } from './field.tsx';
import { type NameOf, NotReady } from './field-problems.ts';
import { Form } from './form.tsx';
import { StepHeading } from './heading.tsx';
import { type Choice, LineChoice, nothing } from './line-choice.tsx';
import { Quote } from './quote.tsx';
import { useAction } from './working.ts';

type Route = NonNullable<ReturnBody['route']>;
type Remedy = ReturnBody['remedy'];
const routes: readonly Route[] = ['own-postage', 'label', 'store'];
/** What the API said when it took the return. */
export interface Sent {
  readonly caseId: string;
  readonly statusUrl: string;
  readonly promisedBy: string;
}

/** What goes back, why and how; first the quote, then the request. */
export function ReturnForm({ order, token, onSent }: { order: OrderView; token: string; onSent: (sent: Sent) => void }): VNode {
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const [route, setRoute] = useState<Route>('own-postage');
  const [remedy, setRemedy] = useState<Remedy>((order.remedies[0] ?? 'refund') as Remedy);
  const [quote, setQuote] = useState<{ of: string; quote: QuoteView }>();
  const [photoProblem, setPhotoProblem] = useState<unknown>();
  const { busy, problem, run } = useAction();
  const lines = order.lines.flatMap(({ lineId }) => {
    const { quantity, reason, comment, photos, exchangeFor } = choices[lineId] ?? nothing;
    const stored = photos.length ? { photos: photos.map(({ uploadId }) => uploadId) } : {};
    const wanted = remedy === 'exchange' && exchangeFor ? { exchangeFor } : {};
    return quantity === 0 ? [] : [{ lineId, quantity, reason, ...(comment.trim() ? { comment } : {}), ...stored, ...wanted }];
  });
  const body: ReturnBody = { orderId: order.orderId, lines, remedy, route };
  // One key per wish: pressing the button twice, or again after a lost answer, makes one return; another wish has another key.
  const wish = JSON.stringify(body);
  const idempotencyKey = useMemo(() => `${crypto.randomUUID()}${wish && ''}`, [wish]);
  const quoted = quote?.of === wish ? quote.quote : undefined;
  const firstReturnable = order.lines.find((line) => line.returnable.quantity > 0);
  const nameOf: NameOf = (pointer) => {
    const [, list, index, field] = pointer.split('/');
    const line = list === 'lines' ? lines[Number(index)] : undefined;
    return line ? `${field === 'photos' ? 'photo' : (field ?? 'quantity')}-${line.lineId}` : list;
  };
  const ask = (): void =>
    run(async () => {
      if (lines.length === 0) throw new NotReady([{ name: `quantity-${firstReturnable?.lineId}`, message: t('chooseSomething') }]);
      if (quoted) onSent(await call('POST /v1/returns', body, { token, idempotencyKey }));
      else setQuote({ of: wish, quote: await call('POST /v1/returns/quote', body, { token }) });
    });
  if (!firstReturnable) {
    return (
      <>
        <StepHeading>{t('nothingReturnable')}</StepHeading>
        {order.lines.map((line) => (
          <LineChoice
            key={line.lineId}
            {...{ line, token }}
            currency={order.currency}
            choice={nothing}
            onChange={() => {}}
            onProblem={() => {}}
          />
        ))}
      </>
    );
  }
  return (
    <Form problem={problem ?? photoProblem} nameOf={nameOf} onValues={ask}>
      <StepHeading>{t('chooseTitle')}</StepHeading>
      {order.lines.map((line) => (
        <LineChoice
          key={line.lineId}
          {...{ line, token }}
          currency={order.currency}
          choice={choices[line.lineId] ?? nothing}
          onProblem={setPhotoProblem}
          onChange={(choice) => setChoices((all) => ({ ...all, [line.lineId]: choice }))}
        />
      ))}
      {order.remedies.length > 1 ? (
        <Select label={t('remedy')} name="remedy" value={remedy} onChange={(value) => setRemedy(value as Remedy)}>
          {order.remedies.map((name) => (
            <option key={name} value={name}>
              {t(`remedy.${name as Remedy}`)}
            </option>
          ))}
        </Select>
      ) : null}
      {remedy === 'exchange'
        ? order.lines.map((line) => {
            const choice = choices[line.lineId] ?? nothing;
            const onChange = (exchangeFor: string) => setChoices((all) => ({ ...all, [line.lineId]: { ...choice, exchangeFor } }));
            return choice.quantity > 0 ? (
              <ExchangeChoice key={line.lineId} {...{ line, onChange }} currency={order.currency} value={choice.exchangeFor} />
            ) : null;
          })
        : null}
      <Select label={t('route')} name="route" value={route} onChange={(value) => setRoute(value as Route)}>
        {routes.map((name) => (
          <option key={name} value={name}>
            {t(`route.${name}`)}
          </option>
        ))}
      </Select>
      {quoted ? <Quote quote={quoted} order={order} /> : null}
      <button type="submit" key={quoted ? 'send' : 'quote'} disabled={busy}>
        {busy ? t('working') : quoted ? t('submit') : t('quote')}
      </button>
    </Form>
  );
}
