import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { call, labelOf } from '../api.ts';
import { t } from '../language.ts';
import type { ReturnView } from '../order-view.ts';
import { Input, TextArea } from './field.tsx';
import { Form } from './form.tsx';
import { ProblemSummary } from './problem.tsx';
import { useAction } from './working.ts';

export interface ActionProps {
  readonly view: ReturnView;
  readonly token: string;
  /** The return after the action. */
  readonly onView: (view: ReturnView) => void;
}

/** The customer's label, carrier and number, and more time. */
export function ParcelActions({ view, token, onView }: ActionProps): VNode {
  const { busy, problem, run } = useAction();
  const more = useAction();
  const params = { caseId: view.caseId };
  return (
    <>
      <ProblemSummary problem={more.problem} />
      <p class="actions">
        {view.label ? (
          <button
            type="button"
            disabled={more.busy}
            onClick={() => more.run(async () => void window.open(await labelOf(view.caseId, token), '_blank'))}
          >
            {t('label')}
          </button>
        ) : null}
        {view.sendBy ? (
          <button
            type="button"
            class="second"
            disabled={more.busy}
            onClick={() => more.run(async () => onView(await call('POST /v1/returns/{caseId}/extend', {}, { params, token })))}
          >
            {t('extend')}
          </button>
        ) : null}
      </p>
      <Form
        class="panel"
        problem={problem}
        onValues={({ carrier = '', trackingNumber = '' }) =>
          run(async () => onView(await call('POST /v1/returns/{caseId}/shipped', { carrier, trackingNumber }, { params, token })))
        }
      >
        <h2>{t('shipped')}</h2>
        <Input label={t('carrier')} name="carrier" required autoComplete="off" />
        <Input label={t('trackingNumber')} name="trackingNumber" required autoComplete="off" />
        <button type="submit" disabled={busy}>
          {t('send')}
        </button>
      </Form>
    </>
  );
}

export function Write({ view, token, onView }: ActionProps): VNode {
  const { busy, problem, run } = useAction();
  const [said, setSaid] = useState(false);
  return (
    <Form
      class="panel"
      problem={problem}
      onValues={({ text = '' }, form) =>
        run(async () => {
          setSaid(false);
          onView(await call('POST /v1/returns/{caseId}/messages', { text }, { params: { caseId: view.caseId }, token }));
          setSaid(true);
          form.reset();
        })
      }
    >
      <h2>{t('write')}</h2>
      <TextArea label={t('message')} name="text" required />
      <button type="submit" class="second" disabled={busy}>
        {t('send')}
      </button>
      <p role="status">{said ? t('done') : ''}</p>
    </Form>
  );
}

/** Cancelling is behind one more step, since it cannot be undone. */
export function Cancel({ view, token, onView }: ActionProps): VNode {
  const { busy, problem, run } = useAction();
  return (
    <details>
      <summary>{t('cancel')}</summary>
      <Form
        class="panel"
        problem={problem}
        onValues={({ reason }) =>
          run(async () => {
            const params = { caseId: view.caseId };
            onView(await call('POST /v1/returns/{caseId}/cancel', reason ? { reason } : {}, { params, token }));
          })
        }
      >
        <TextArea label={t('reasonOptional')} name="reason" />
        <button type="submit" class="second" disabled={busy}>
          {t('reallyCancel')}
        </button>
      </Form>
    </details>
  );
}
