import type { VNode } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiProblem, call } from '../api.ts';
import { day, language, t } from '../language.ts';
import { mount } from '../mount.ts';
import type { ReturnView } from '../order-view.ts';
import { Exchanges } from '../parts/exchange.tsx';
import { OrderSignIn } from '../parts/order-sign-in.tsx';
import { Page } from '../parts/page.tsx';
import { PayoutAccount } from '../parts/payout-account.tsx';
import { ProblemSummary } from '../parts/problem.tsx';
import { type ActionProps, Cancel, ParcelActions, Write } from '../parts/return-actions.tsx';
import { Conversation, Refunds, Timeline } from '../parts/return-story.tsx';
import { keepToken, tokenOf } from '../session.ts';

const caseId = decodeURIComponent(location.pathname.split('/')[2] ?? '');
const ended = ['closed', 'refused', 'cancelled', 'expired'];
const cancellable = ['requested', 'awaiting-approval', 'awaiting-customer', 'awaiting-parcel'];

const isExchanging = ({ status, exchanges = [] }: ReturnView): boolean =>
  status === 'refunding' && exchanges.some((exchange) => exchange.status === 'requested');

function Return({ view, token, onView }: ActionProps): VNode {
  const state = useRef<HTMLParagraphElement>(null);
  const acted = (fresh: ReturnView): void => {
    onView(fresh);
    state.current?.focus();
  };
  const { carrier, trackingNumber } = view.parcel;
  const over = ended.includes(view.status);
  return (
    <>
      <p class="state" role="status" tabIndex={-1} ref={state} data-status={view.status}>
        {t(isExchanging(view) ? 'status.exchanging' : `status.${view.status}`)}
      </p>
      {over ? null : <p>{t('promised', { date: day(view.promisedBy) })}</p>}
      {view.decision ? <p>{view.decision.because}</p> : null}
      {view.sendBy && !over ? <p data-send-by>{t('sendBy', { date: day(view.sendBy) })}</p> : null}
      {carrier && trackingNumber ? <p dir="auto">{t('tracked', { carrier, trackingNumber })}</p> : null}
      <Exchanges view={view} />
      <Refunds view={view} />
      {view.status === 'awaiting-parcel' ? <ParcelActions view={view} token={token} onView={acted} /> : null}
      {view.status === 'awaiting-payout' ? <PayoutAccount view={view} token={token} onView={acted} /> : null}
      <Conversation view={view} names={{ customer: t('by.customer'), shop: t('by.shop') }} />
      {over ? null : <Write view={view} token={token} onView={onView} />}
      {cancellable.includes(view.status) ? <Cancel view={view} token={token} onView={acted} /> : null}
      <Timeline title={t('timeline')} log={view.log} />
    </>
  );
}

function Status(): VNode {
  const [token, setToken] = useState(tokenOf('customer'));
  const [view, setView] = useState<ReturnView>();
  const [problem, setProblem] = useState<unknown>();
  const reader = language();
  const over = view !== undefined && ended.includes(view.status);
  const load = useCallback(
    async (again: boolean) => {
      if (!token) return;
      try {
        setView(await call('GET /v1/returns/{caseId}', undefined, { params: { caseId }, query: { locale: reader }, token }));
      } catch (error) {
        if (error instanceof ApiProblem && (error.status === 401 || error.status === 404)) {
          keepToken('customer', undefined);
          setToken(undefined);
          setView(undefined);
        } else if (again) return; // What is shown stays; the next look may work.
        setProblem(error);
      }
    },
    [token, reader],
  );
  useEffect(() => void load(false), [load]);
  useEffect(() => {
    if (over) return;
    const timer = setInterval(() => void load(true), 3_000);
    return () => clearInterval(timer);
  }, [load, over]);
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
        <Return view={view} token={token} onView={setView} />
      ) : (
        <p>{problem ? '' : t('working')}</p>
      )}
    </Page>
  );
}

mount(() => <Status />);
