import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { day, t } from '../language.ts';
import { mount } from '../mount.ts';
import type { OrderView } from '../order-view.ts';
import { StepHeading } from '../parts/heading.tsx';
import { OrderSignIn } from '../parts/order-sign-in.tsx';
import { Page } from '../parts/page.tsx';
import { ReturnForm, type Sent } from '../parts/return-form.tsx';

function Submitted({ sent }: { sent: Sent }): VNode {
  return (
    <section class="panel">
      <StepHeading>{t('submitted')}</StepHeading>
      <p data-case={sent.caseId}>{t('submittedText', { caseId: sent.caseId, date: day(sent.promisedBy) })}</p>
      <a class="button" href={new URL(sent.statusUrl, location.href).pathname}>
        {t('openStatus')}
      </a>
    </section>
  );
}

function Portal(): VNode {
  const [opened, setOpened] = useState<{ order: OrderView; token: string }>();
  const [sent, setSent] = useState<Sent>();
  return (
    <Page title={t('portalTitle')}>
      {sent ? (
        <Submitted sent={sent} />
      ) : opened ? (
        <ReturnForm {...opened} onSent={setSent} />
      ) : (
        <OrderSignIn onOrder={(order, token) => setOpened({ order, token })} />
      )}
    </Page>
  );
}

mount(() => <Portal />);
