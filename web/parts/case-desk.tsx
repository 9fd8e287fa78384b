import type { VNode } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { call } from '../api.ts';
import { ApprovalPanel } from './approval-panel.tsx';
import { CaseCare } from './case-care.tsx';
import { type CaseView, Facts } from './case-facts.tsx';
import { ExchangeAnswers } from './exchange-answers.tsx';
import { Standing, StepHeading } from './heading.tsx';
import { Inspection } from './inspection.tsx';
import { LabelUpload } from './label-upload.tsx';
import { Payouts } from './payouts.tsx';
import { ProblemSummary } from './problem.tsx';
import { RefundPreview } from './refund-preview.tsx';
import { Timeline } from './return-story.tsx';
import { statusText } from './status-text.ts';
import { mayChange, TermsChange } from './terms-change.tsx';
import { useAction } from './working.ts';

const restart = 'POST /v1/agent/cases/{caseId}/restart';
const done = 'POST /v1/agent/cases/{caseId}/done';
const hasEnded = ({ status }: CaseView): boolean => ['closed', 'refused', 'cancelled', 'expired'].includes(status);

interface DeskProps {
  readonly caseId: string;
  readonly token: string;
  readonly onProblem: (problem: unknown) => void;
}

/** One case with everything that an agent can do to it. */
export function CaseDesk({ caseId, token, onProblem }: DeskProps): VNode {
  const [view, setView] = useState<CaseView>();
  const [loadProblem, setLoadProblem] = useState<unknown>();
  const { busy, problem, run } = useAction();
  const inspecting = useAction();
  const params = { caseId };
  const load = useCallback(async () => {
    try {
      setView(await call('GET /v1/agent/cases/{caseId}', undefined, { params: { caseId }, token }));
    } catch (error) {
      setLoadProblem(error);
      onProblem(error);
    }
  }, [caseId, token, onProblem]);
  useEffect(() => void load(), [load]);
  const back = (
    <p>
      <a href="#list">← All cases</a>
    </p>
  );
  if (!view) {
    return (
      <>
        {back}
        <ProblemSummary problem={loadProblem} />
      </>
    );
  }
  return (
    <>
      {back}
      <StepHeading>{caseId}</StepHeading>
      <ProblemSummary problem={problem} />
      <Standing status={view.status}>{statusText[view.status]}</Standing>
      {hasEnded(view) ? null : <RefundPreview key={view.version} caseId={caseId} token={token} />}
      {view.approvalId && (view.status === 'awaiting-approval' || view.status === 'awaiting-customer') ? (
        <>
          <ApprovalPanel key={view.approvalId} approvalId={view.approvalId} token={token} onDone={load} />
          <p>
            <a href={`/approvals/${view.approvalId}`}>Decide about this return</a>
          </p>
        </>
      ) : null}
      <p class="actions">
        {view.status === 'awaiting-parcel' ? (
          <button
            type="button"
            disabled={busy}
            onClick={() => run(async () => setView(await call('POST /v1/agent/cases/{caseId}/received', {}, { params, token })))}
          >
            The parcel is here
          </button>
        ) : null}
        {view.task ? (
          <button
            type="button"
            class="second"
            disabled={busy}
            onClick={() => run(async () => setView(await call(hasEnded(view) ? done : restart, {}, { params, token })))}
          >
            {hasEnded(view) ? 'The task is done' : 'Restart the workflow'}
          </button>
        ) : null}
        <button type="button" class="plain" disabled={busy} onClick={() => run(load)}>
          Look again
        </button>
      </p>
      {view.status === 'received' ? (
        <Inspection
          view={view}
          busy={inspecting.busy}
          problem={inspecting.problem}
          onFindings={(lines) =>
            inspecting.run(async () => setView(await call('POST /v1/agent/cases/{caseId}/inspection', { lines }, { params, token })))
          }
        />
      ) : null}
      <ExchangeAnswers view={view} token={token} onView={setView} />
      <Payouts view={view} token={token} onView={setView} />
      {view.route === 'label' && view.status === 'awaiting-parcel' && !view.label ? (
        <LabelUpload caseId={caseId} token={token} onDone={load} />
      ) : null}
      <Facts view={view} />
      {mayChange(view) ? <TermsChange key={view.version} view={view} token={token} onView={setView} /> : null}
      <CaseCare view={view} token={token} onView={setView} />
      <Timeline title="What happened so far" log={view.log} />
    </>
  );
}
