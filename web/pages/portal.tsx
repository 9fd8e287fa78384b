import { render, type VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { call } from '../api.ts';
import { day, t } from '../language.ts';
import type { OrderView, QuoteView, ReturnBody } from '../order-view.ts';
import { Select } from '../parts/field.tsx';
import { type Choice, LineChoice, nothing } from '../parts/line-choice.tsx';
import { OrderSignIn } from '../parts/order-sign-in.tsx';
import { Page } from '../parts/page.tsx';
import { ProblemSummary } from '../parts/problem.tsx';
import { Quote } from '../parts/quote.tsx';
import { useAction } from '../parts/working.ts';

type Route = NonNullable<ReturnBody['route']>;
const routes: readonly Route[] = ['own-postage', 'label', 'store'];

function ReturnForm({ order, token }: { order: OrderView; token: string }): VNode {
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const [route, setRoute] = useState<Route>('own-postage');
  const [quote, setQuote] = useState<QuoteView>();
  const [sent, setSent] = useState<{ caseId: string; statusUrl: string; promisedBy: string }>();
  const [photoProblem, setPhotoProblem] = useState<unknown>();
  const { busy, problem, run } = useAction();
  const lines = order.lines.flatMap((line) => {
    const { quantity, reason, comment, photos } = choices[line.lineId] ?? nothing;
    return quantity === 0
      ? []
      : [{ lineId: line.lineId, quantity, reason, ...(comment ? { comment } : {}), ...(photos.length ? { photos: [...photos] } : {}) }];
  });
  const body: ReturnBody = { orderId: order.orderId, lines, remedy: 'refund', route };
  // One key per wish: pressing the button twice, or again after a lost answer, makes one return; another wish has another key.
  const wish = JSON.stringify(body);
  const idempotencyKey = useMemo(() => `${crypto.randomUUID()}${wish && ''}`, [wish]);
  const ask = (action: () => Promise<void>) => (event: Event) => {
    event.preventDefault();
    run(async () => {
      if (lines.length === 0) throw new Error(t('chooseSomething'));
      await action();
    });
  };
  if (sent) {
    return (
      <section class="panel" role="status">
        <h2>{t('submitted')}</h2>
        <p>{t('submittedText', { caseId: sent.caseId, date: day(sent.promisedBy) })}</p>
        <a class="button" href={new URL(sent.statusUrl, location.href).pathname}>
          {t('openStatus')}
        </a>
      </section>
    );
  }
  return (
    <form onSubmit={ask(async () => setQuote(await call('POST /v1/returns/quote', body, { token })))}>
      <ProblemSummary problem={problem ?? photoProblem} />
      <h2>{t('chooseTitle')}</h2>
      {order.lines.map((line) => (
        <LineChoice
          key={line.lineId}
          line={line}
          token={token}
          choice={choices[line.lineId] ?? nothing}
          onProblem={setPhotoProblem}
          onChange={(choice) => {
            setChoices((all) => ({ ...all, [line.lineId]: choice }));
            setQuote(undefined);
          }}
        />
      ))}
      <Select label={t('route')} name="route" value={route} onChange={(value) => setRoute(value as Route)}>
        {routes.map((name) => (
          <option key={name} value={name}>
            {t(`route.${name}`)}
          </option>
        ))}
      </Select>
      <button type="submit" class={quote ? 'second' : ''} disabled={busy}>
        {busy ? t('working') : t('quote')}
      </button>
      {quote ? (
        <>
          <Quote quote={quote} />
          <button
            type="button"
            disabled={busy}
            onClick={ask(async () => setSent(await call('POST /v1/returns', body, { token, idempotencyKey })))}
          >
            {busy ? t('working') : t('submit')}
          </button>
        </>
      ) : null}
    </form>
  );
}

function Portal(): VNode {
  const [opened, setOpened] = useState<{ order: OrderView; token: string }>();
  return (
    <Page title={t('portalTitle')}>
      {opened ? (
        <ReturnForm order={opened.order} token={opened.token} />
      ) : (
        <OrderSignIn onOrder={(order, token) => setOpened({ order, token })} />
      )}
    </Page>
  );
}

render(<Portal />, document.body);
