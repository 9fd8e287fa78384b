import { render, type VNode } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { ApiProblem, call } from '../api.ts';
import { day, language, moment, t } from '../language.ts';
import { amount } from '../money.ts';
import type { ReturnView } from '../order-view.ts';
import { Input, TextArea, valuesOf } from '../parts/field.tsx';
import { OrderSignIn } from '../parts/order-sign-in.tsx';
import { Page } from '../parts/page.tsx';
import { ProblemSummary } from '../parts/problem.tsx';
import { useAction } from '../parts/working.ts';
import { keepToken, tokenOf } from '../session.ts';

const caseId = decodeURIComponent(location.pathname.split('/')[2] ?? '');
const ended = ['closed', 'refused', 'cancelled', 'expired'];

function Timeline({ view }: { view: ReturnView }): VNode {
  return (
    <section>
      <h2>{t('timeline')}</h2>
      <ol class="timeline">
        {view.log.map((entry) => (
          <li key={`${entry.at}${entry.type}`}>
            <time dateTime={entry.at}>{moment(entry.at)}</time> {entry.text}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Refunds({ view }: { view: ReturnView }): VNode | null {
  if (view.refunds.length === 0) return null;
  return (
    <section>
      <h2>{t('refunds')}</h2>
      <ul>
        {view.refunds.map((refund) => (
          <li key={refund.refundId}>
            {refund.expectedBy
              ? t('visibleBy', { amount: amount(refund.amount, refund.currency), method: refund.method, date: day(refund.expectedBy) })
              : amount(refund.amount, refund.currency)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Actions({ view, token, onView }: { view: ReturnView; token: string; onView: (view: ReturnView) => void }): VNode | null {
  const { busy, problem, run } = useAction();
  const [said, setSaid] = useState(false);
  const params = { caseId };
  if (ended.includes(view.status)) return null;
  const parcel = view.status === 'awaiting-parcel';
  return (
    <section>
      <ProblemSummary problem={problem} />
      {parcel ? (
        <form
          class="panel"
          onSubmit={(event) => {
            const { carrier = '', trackingNumber = '' } = valuesOf(event);
            run(async () => onView(await call('POST /v1/returns/{caseId}/shipped', { carrier, trackingNumber }, { params, token })));
          }}
        >
          <h2>{t('shipped')}</h2>
          <Input label={t('carrier')} name="carrier" required autoComplete="off" />
          <Input label={t('trackingNumber')} name="trackingNumber" required autoComplete="off" />
          <button type="submit" disabled={busy}>
            {t('send')}
          </button>
        </form>
      ) : null}
      <form
        class="panel"
        onSubmit={(event) => {
          const form = event.currentTarget;
          const { text = '' } = valuesOf(event);
          run(async () => {
            onView(await call('POST /v1/returns/{caseId}/messages', { text }, { params, token }));
            setSaid(true);
            form.reset();
          });
        }}
      >
        <h2>{t('write')}</h2>
        <TextArea label={t('comment')} name="text" />
        <button type="submit" class="second" disabled={busy}>
          {t('send')}
        </button>
        {said ? <p role="status">{t('done')}</p> : null}
      </form>
      <p>
        {parcel ? (
          <button
            type="button"
            class="second"
            disabled={busy}
            onClick={() => run(async () => onView(await call('POST /v1/returns/{caseId}/extend', {}, { params, token })))}
          >
            {t('extend')}
          </button>
        ) : null}{' '}
        <button
          type="button"
          class="second"
          disabled={busy}
          onClick={() => run(async () => onView(await call('POST /v1/returns/{caseId}/cancel', {}, { params, token })))}
        >
          {t('cancel')}
        </button>
      </p>
    </section>
  );
}

function Status(): VNode {
  const [token, setToken] = useState(tokenOf('customer'));
  const [view, setView] = useState<ReturnView>();
  const [problem, setProblem] = useState<unknown>();
  const load = useCallback(async () => {
    if (!token) return;
    try {
      setView(await call('GET /v1/returns/{caseId}', undefined, { params: { caseId }, query: { locale: language }, token }));
    } catch (error) {
      if (error instanceof ApiProblem && (error.status === 401 || error.status === 404)) {
        keepToken('customer', undefined);
        setToken(undefined);
      }
      setProblem(error);
    }
  }, [token]);
  useEffect(() => {
    void load();
    const timer = setInterval(() => void load(), 5_000);
    return () => clearInterval(timer);
  }, [load]);
  return (
    <Page title={t('statusTitle', { caseId })}>
      <ProblemSummary problem={problem} />
      {!token ? (
        <OrderSignIn
          onOrder={(_, fresh) => {
            setProblem(undefined);
            setToken(fresh);
          }}
        />
      ) : view ? (
        <>
          <p class="state" data-status={view.status}>
            {t(`status.${view.status}`)}
          </p>
          {ended.includes(view.status) ? null : <p>{t('promised', { date: day(view.promisedBy) })}</p>}
          {view.decision ? <p>{view.decision.because}</p> : null}
          <Refunds view={view} />
          <Actions view={view} token={token} onView={(fresh) => setView((old) => ({ ...old, ...fresh }))} />
          <Timeline view={view} />
        </>
      ) : (
        <p>{t('working')}</p>
      )}
    </Page>
  );
}

render(<Status />, document.body);
