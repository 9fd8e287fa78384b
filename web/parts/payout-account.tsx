import type { VNode } from 'preact';
import { call } from '../api.ts';
import { language, t } from '../language.ts';
import { Input } from './field.tsx';
import { Form } from './form.tsx';
import type { ActionProps } from './return-actions.tsx';
import { useAction } from './working.ts';

/** The customer says where a refund shall go that cannot go back the way it was paid; what was given is shown by its last characters. */
export function PayoutAccount({ view, token, onView }: ActionProps): VNode {
  const { busy, problem, run } = useAction();
  const given = view.payoutAccount?.masked;
  const form = (
    <Form
      class="panel"
      problem={problem}
      onValues={({ holder = '', account = '', bank = '' }, element) =>
        run(async () => {
          const body = { holder, account, ...(bank ? { bank } : {}) };
          const about = { params: { caseId: view.caseId }, query: { locale: language() }, token };
          onView(await call('POST /v1/returns/{caseId}/payout-details', body, about));
          element.reset();
        })
      }
    >
      <h2>{t('payoutTitle')}</h2>
      <p>{t('payoutIntro')}</p>
      <Input label={t('accountHolder')} name="holder" required autoComplete="name" />
      <Input label={t('accountNumber')} name="account" hint={t('accountHint')} required autoComplete="off" />
      <Input label={t('accountBank')} name="bank" autoComplete="off" />
      <button type="submit" disabled={busy}>
        {t('accountSend')}
      </button>
    </Form>
  );
  if (!given) return form;
  return (
    <>
      <p data-account={given}>{t('payoutGiven', { account: given })}</p>
      <details>
        <summary>{t('payoutChange')}</summary>
        {form}
      </details>
    </>
  );
}
