import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import { t } from '../language.ts';
import type { OrderView } from '../order-view.ts';
import { keepToken } from '../session.ts';
import { Input } from './field.tsx';
import { Form } from './form.tsx';
import { StepHeading } from './heading.tsx';
import { useAction } from './working.ts';

/** Order number and address, then the code from the mail: opens one order for this tab. */
export function OrderSignIn({ onOrder }: { onOrder: (order: OrderView, token: string) => void }): VNode {
  const [lookupId, setLookupId] = useState<string>();
  const [asked, setAsked] = useState<Record<string, string>>({});
  const { busy, problem, run } = useAction();
  if (!lookupId) {
    return (
      <Form
        problem={problem}
        onValues={({ orderId = '', email = '' }) => {
          setAsked({ orderId, email });
          run(async () => setLookupId((await call('POST /v1/lookups', { orderId, email })).lookupId));
        }}
      >
        <p>{t('portalIntro')}</p>
        <Input label={t('orderId')} name="orderId" required autoComplete="off" value={asked.orderId ?? ''} />
        <Input label={t('email')} name="email" type="email" required autoComplete="email" value={asked.email ?? ''} />
        <button type="submit" disabled={busy}>
          {busy ? t('working') : t('sendCode')}
        </button>
      </Form>
    );
  }
  return (
    <Form
      key="code"
      problem={problem}
      onValues={({ code = '' }) =>
        run(async () => {
          const { token, order } = await call('POST /v1/lookups/{lookupId}/code', { code }, { params: { lookupId } });
          keepToken('customer', token);
          onOrder(order, token);
        })
      }
    >
      <StepHeading>{t('codeTitle')}</StepHeading>
      <p>{t('codeIntro')}</p>
      <Input label={t('code')} name="code" required autoComplete="one-time-code" inputMode="numeric" />
      <p class="actions">
        <button type="submit" disabled={busy}>
          {busy ? t('working') : t('confirm')}
        </button>
        <button type="button" class="plain" onClick={() => setLookupId(undefined)}>
          {t('startAgain')}
        </button>
      </p>
    </Form>
  );
}
