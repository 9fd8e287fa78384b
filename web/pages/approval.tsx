import type { VNode } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { ApiProblem, call } from '../api.ts';
import type { Operations } from '../generated/operations.ts';
import { moment } from '../language.ts';
import { amount } from '../money.ts';
import { mount } from '../mount.ts';
import { type CaseView, Items } from '../parts/case-facts.tsx';
import { TextArea } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { Standing } from '../parts/heading.tsx';
import { Page } from '../parts/page.tsx';
import { ProblemSummary } from '../parts/problem.tsx';
import { Timeline } from '../parts/return-story.tsx';
import { SignedIn } from '../parts/signed-in.tsx';
import { useAction } from '../parts/working.ts';

type ApprovalView = Operations['GET /v1/approvals/{approvalId}']['answer'];
const approvalId = decodeURIComponent(location.pathname.split('/')[2] ?? '').toLowerCase();
const params = { approvalId };

const standing: Record<ApprovalView['status'], string> = {
  open: 'Waiting for a decision.',
  approved: 'This was approved.',
  refused: 'This was refused.',
  superseded: 'The terms changed; a newer approval replaces this one.',
  ended: 'The case went on without this approval; nothing waits for a decision any more.',
  expired: 'The time to decide is over.',
};

function Terms({ view, subject }: { view: ApprovalView; subject: CaseView }): VNode {
  return (
    <dl class="panel">
      <dt>Case</dt>
      <dd>
        <a href={`/console#${view.caseId}`}>{view.caseId}</a>, order {subject.orderId}
        {subject.customer ? (
          <>
            {' '}
            of <bdi>{subject.customer.name}</bdi>
          </>
        ) : null}
      </dd>
      <dt>Amount</dt>
      <dd data-amount>{amount(view.amount, view.currency)}</dd>
      <dt>Items</dt>
      <dd>
        <Items view={subject} />
      </dd>
      <dt>Why you are asked</dt>
      <dd>{view.because}</dd>
      <dt>Please decide by</dt>
      <dd>{moment(view.expiresAt)}</dd>
    </dl>
  );
}

/** Shows one approval; deciding is one POST by a signed-in person, never a link. */
function Approval({ token, onProblem }: { token: string; onProblem: (problem: unknown) => void }): VNode {
  const [shown, setShown] = useState<{ view: ApprovalView; subject: CaseView }>();
  const [loadProblem, setLoadProblem] = useState<unknown>();
  const approve = useAction();
  const refuse = useAction();
  const busy = approve.busy || refuse.busy;
  const load = useCallback(async () => {
    try {
      const view = await call('GET /v1/approvals/{approvalId}', undefined, { params, token });
      const subject = await call('GET /v1/agent/cases/{caseId}', undefined, { params: { caseId: view.caseId }, token });
      setShown({ view, subject });
    } catch (error) {
      setLoadProblem(error);
      onProblem(error);
    }
  }, [token, onProblem]);
  useEffect(() => void load(), [load]);
  if (!shown) return <ProblemSummary problem={loadProblem} />;
  const { view, subject } = shown;
  const decide = async (decision: 'approve' | 'refuse', reason?: string): Promise<void> => {
    const body = { decision, terms: view.terms, ...(reason ? { reason } : {}) };
    try {
      await call('POST /v1/approvals/{approvalId}/decision', body, { params, token });
    } catch (error) {
      onProblem(error);
      throw error;
    } finally {
      await load();
    }
  };
  const problem = approve.problem ?? refuse.problem;
  const current = problem instanceof ApiProblem ? (problem.body.current as { approvalId?: string } | undefined) : undefined;
  return (
    <>
      <ProblemSummary problem={approve.problem ?? (view.status === 'open' ? undefined : refuse.problem)} />
      {current?.approvalId && current.approvalId !== approvalId ? (
        <p>
          <a href={`/approvals/${current.approvalId}`}>Look at the new terms</a>
        </p>
      ) : null}
      <Standing status={view.status}>{standing[view.status]}</Standing>
      <Terms view={view} subject={subject} />
      {view.status === 'open' ? (
        <>
          <p class="actions">
            <button type="button" disabled={busy} onClick={() => approve.run(() => decide('approve'))}>
              Approve {amount(view.amount, view.currency)}
            </button>
          </p>
          <Form class="panel" problem={refuse.problem} onValues={({ reason = '' }) => refuse.run(() => decide('refuse', reason))}>
            <TextArea label="Reason to refuse" hint="The customer reads it." name="reason" required />
            <button type="submit" class="second" disabled={busy}>
              Refuse
            </button>
          </Form>
        </>
      ) : null}
      <Timeline title="What happened so far" log={subject.log} />
    </>
  );
}

mount(() => (
  <Page title="Decide about a return" translated={false}>
    <SignedIn page={(token, onProblem) => <Approval token={token} onProblem={onProblem} />} />
  </Page>
));
