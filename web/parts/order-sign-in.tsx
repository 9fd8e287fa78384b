import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import { t } from '../language.ts';
import type { OrderView } from '../order-view.ts';
import { keepToken } from '../session.ts';
import { Input, valuesOf } from './field.tsx';
import { ProblemSummary } from './problem.tsx';
import { useAction } from './working.ts';

/** Order number and address, then the code from the mail: opens one order for this tab. */
export function OrderSignIn({ onOrder }: { onOrder: (order: OrderView, token: string) => void }): VNode {
  const [lookupId, setLookupId] = useState<string>();
  const { busy, problem, run } = useAction();
  const ask = (event: SubmitEvent): void => {
    const { orderId = '', email = '' } = valuesOf(event);
    run(async () => setLookupId((await call('POST /v1/lookups', { orderId, email })).lookupId));
  };
  const prove = (event: SubmitEvent): void => {
    const { code = '' } = valuesOf(event);
    run(async () => {
      const { token, order } = await call('POST /v1/lookups/{lookupId}/code', { code }, { params: { lookupId: lookupId ?? '' } });
      keepToken('customer', token);
      onOrder(order, token);
    });
  };
  if (!lookupId) {
    return (
      <form onSubmit={ask}>
        <ProblemSummary problem={problem} />
        <p>{t('portalIntro')}</p>
        <Input label={t('orderId')} name="orderId" required autoComplete="off" />
        <Input label={t('email')} name="email" type="email" required autoComplete="email" />
        <button type="submit" disabled={busy}>
          {busy ? t('working') : t('sendCode')}
        </button>
      </form>
    );
  }
  return (
    <form onSubmit={prove}>
      <ProblemSummary problem={problem} />
      <h2>{t('codeTitle')}</h2>
      <p>{t('codeIntro')}</p>
      <Input label={t('code')} name="code" required autoComplete="one-time-code" inputMode="numeric" />
      <button type="submit" disabled={busy}>
        {busy ? t('working') : t('confirm')}
      </button>
      <button type="button" class="plain" onClick={() => setLookupId(undefined)}>
        {t('startAgain')}
      </button>
    </form>
  );
}
