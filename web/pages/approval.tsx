import type { VNode } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { ApiProblem, call } from '../api.ts';
import type { Operations } from '../generated/operations.ts';
import { moment } from '../language.ts';
import { amount } from '../money.ts';
import { mount } from '../mount.ts';
import { ApprovalAnswers, type Saying } from '../parts/approval-answers.tsx';
import { type CaseView, ExchangeFacts, Items } from '../parts/case-facts.tsx';
import { FreshCode } from '../parts/fresh-code.tsx';
import { Standing } from '../parts/heading.tsx';
import { Page } from '../parts/page.tsx';
import { ProblemSummary } from '../parts/problem.tsx';
import { Timeline } from '../parts/return-story.tsx';
import { SignedIn } from '../parts/signed-in.tsx';
import { tokenOf } from '../session.ts';

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
      <ExchangeFacts view={subject} />
      {view.history ? (
        <>
          <dt>The customer</dt>
          <dd>{view.history}</dd>
        </>
      ) : null}
      <dt>Level</dt>
      <dd>
        {view.level} of {view.levels}
        {view.asked.length > 0 ? `, asked: ${view.asked.map(({ name }) => name).join(', ')}` : ''}
      </dd>
      <dt>Why you are asked</dt>
      <dd>{view.because}</dd>
      <dt>Please decide by</dt>
      <dd>{moment(view.expiresAt)}</dd>
    </dl>
  );
}

/** Where a decision that was not taken leads: to the new terms, and to a new code. */
function Elsewhere({ problem }: { problem: unknown }): VNode | null {
  const current =
    problem instanceof ApiProblem ? (problem.body.current as { approvalId?: string; amount?: number } | undefined) : undefined;
  if (!current?.approvalId || current.approvalId === approvalId) return null;
  return (
    <p>
      <a href={`/approvals/${current.approvalId}`}>Look at the new terms</a>
    </p>
  );
}

const needsCode = (problem: unknown): boolean => problem instanceof ApiProblem && problem.body.type === 'urn:redress:problem:fresh-code';

/** Shows one approval; deciding is one POST by a signed-in person, never a link. */
function Approval({ token, onProblem }: { token: string; onProblem: (problem: unknown) => void }): VNode {
  const [shown, setShown] = useState<{ view: ApprovalView; subject: CaseView }>();
  const [loadProblem, setLoadProblem] = useState<unknown>();
  const [refused, setRefused] = useState<{ problem: unknown; saying: Saying }>();
  const load = useCallback(
    async (bearer: string) => {
      try {
        const view = await call('GET /v1/approvals/{approvalId}', undefined, { params, token: bearer });
        const subject = await call('GET /v1/agent/cases/{caseId}', undefined, { params: { caseId: view.caseId }, token: bearer });
        setShown({ view, subject });
      } catch (error) {
        setLoadProblem(error);
        onProblem(error);
      }
    },
    [onProblem],
  );
  useEffect(() => {
    void load(token);
    // Looking is a GET and changes nothing; that somebody looked is said apart, so that no other channel follows.
    call('POST /v1/approvals/{approvalId}/seen', {}, { params, token }).catch(() => undefined);
  }, [token, load]);
  if (!shown) return <ProblemSummary problem={loadProblem} />;
  const { view, subject } = shown;
  const say = async (saying: Saying, bearer: string): Promise<void> => {
    setRefused(undefined);
    try {
      await call('POST /v1/approvals/{approvalId}/decision', { ...saying, terms: view.terms, channel: 'mail' }, { params, token: bearer });
    } catch (problem) {
      setRefused({ problem, saying });
      onProblem(problem);
      throw problem;
    } finally {
      await load(bearer);
    }
  };
  const summary = refused && (refused.saying.decision === 'approve' || view.status !== 'open') ? refused.problem : undefined;
  return (
    <>
      {needsCode(refused?.problem) && refused ? (
        <FreshCode goOn={async (fresh) => await say(refused.saying, fresh)} />
      ) : (
        <ProblemSummary problem={summary} />
      )}
      <Elsewhere problem={refused?.problem} />
      <Standing status={view.status}>
        {standing[view.status]}
        {view.decidedBy && view.decidedAt ? ` By ${view.decidedBy}, ${moment(view.decidedAt)}.` : ''}
      </Standing>
      <Terms view={view} subject={subject} />
      {view.status === 'open' && !needsCode(refused?.problem) ? (
        <ApprovalAnswers view={view} say={async (saying) => await say(saying, tokenOf('agent') ?? token)} />
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
