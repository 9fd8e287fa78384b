import { render, type VNode } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { ApiProblem, call } from '../api.ts';
import type { Operations } from '../generated/operations.ts';
import { moment } from '../language.ts';
import { amount } from '../money.ts';
import { TextArea, valuesOf } from '../parts/field.tsx';
import { Page } from '../parts/page.tsx';
import { ProblemSummary } from '../parts/problem.tsx';
import { SignedIn } from '../parts/signed-in.tsx';
import { useAction } from '../parts/working.ts';

type ApprovalView = Operations['GET /v1/approvals/{approvalId}']['answer'];
const approvalId = decodeURIComponent(location.pathname.split('/')[2] ?? '').toLowerCase();
const params = { approvalId };

/** Shows one approval; deciding is one POST by a signed-in person, never a link. */
function Approval({ token, onProblem }: { token: string; onProblem: (problem: unknown) => void }): VNode {
  const [view, setView] = useState<ApprovalView>();
  const [outcome, setOutcome] = useState<string>();
  const [loadProblem, setLoadProblem] = useState<unknown>();
  const { busy, problem, run } = useAction();
  const load = useCallback(
    () =>
      call('GET /v1/approvals/{approvalId}', undefined, { params, token }).then(setView, (error: unknown) => {
        setLoadProblem(error);
        onProblem(error);
      }),
    [token, onProblem],
  );
  useEffect(() => void load(), [load]);
  const decide = (decision: 'approve' | 'refuse', reason?: string): void =>
    run(async () => {
      try {
        await call(
          'POST /v1/approvals/{approvalId}/decision',
          { decision, terms: view?.terms ?? 0, ...(reason ? { reason } : {}) },
          { params, token },
        );
        setOutcome(decision === 'approve' ? 'You approved this.' : 'You refused this.');
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 409) void load();
        throw error;
      }
    });
  if (!view) return <ProblemSummary problem={loadProblem} />;
  return (
    <>
      <ProblemSummary problem={problem} />
      <dl class="panel">
        <dt>Case</dt>
        <dd>{view.caseId}</dd>
        <dt>Amount</dt>
        <dd data-amount>{amount(view.amount, view.currency)}</dd>
        <dt>Why you are asked</dt>
        <dd>{view.because}</dd>
        <dt>Please decide by</dt>
        <dd>{moment(view.expiresAt)}</dd>
      </dl>
      {outcome || view.status !== 'open' ? (
        <p role="status" class="state">
          {outcome ?? `This approval is ${view.status}.`}
        </p>
      ) : (
        <>
          <button type="button" disabled={busy} onClick={() => decide('approve')}>
            Approve {amount(view.amount, view.currency)}
          </button>
          <form
            class="panel"
            onSubmit={(event) => {
              const { reason = '' } = valuesOf(event);
              decide('refuse', reason);
            }}
          >
            <TextArea label="Reason to refuse (the customer reads it)" name="reason" />
            <button type="submit" class="second" disabled={busy}>
              Refuse
            </button>
          </form>
        </>
      )}
    </>
  );
}

render(
  <Page title="Decide about a return" translated={false}>
    <SignedIn page={(token, onProblem) => <Approval token={token} onProblem={onProblem} />} />
  </Page>,
  document.body,
);
