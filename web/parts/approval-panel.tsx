import type { VNode } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { call } from '../api.ts';
import type { Operations } from '../generated/operations.ts';
import { moment } from '../language.ts';
import { amount } from '../money.ts';
import { ApprovalAnswers, type Saying } from './approval-answers.tsx';
import { ProblemSummary } from './problem.tsx';

type ApprovalView = Operations['GET /v1/approvals/{approvalId}']['answer'];

const how: Record<ApprovalView['asked'][number]['how'], string> = {
  named: '',
  deputy: ', for a colleague who is away',
  reassigned: ', it was handed to them',
  above: ', from the level above',
  fallback: ', as the last resort',
};

/** Who is asked on which level, who approved already, and what somebody wants to know first. */
function HowItStands({ view }: { view: ApprovalView }): VNode {
  return (
    <dl class="panel" data-approval={view.status}>
      <dt>To be decided</dt>
      <dd>
        {amount(view.amount, view.currency)} (revision {view.terms}). {view.because}
      </dd>
      <dt>Level</dt>
      <dd>
        {view.level} of {view.levels}
        {view.needed > 1 ? `; ${view.needed} more have to approve` : ''}
      </dd>
      <dt>Asked now</dt>
      <dd>
        <ul class="items">
          {view.asked.map((one) => (
            <li key={one.name}>
              <bdi>{one.name}</bdi>
              {how[one.how]}
            </li>
          ))}
          {view.status === 'open' && view.asked.length === 0 ? <li>Nobody who may decide is here: a manager has to look.</li> : null}
        </ul>
      </dd>
      {view.votes.length > 0 ? (
        <>
          <dt>Approved so far</dt>
          <dd>
            {view.votes.map((vote) => (
              <div key={`${vote.level}${vote.by}`}>
                Level {vote.level}: <bdi>{vote.by}</bdi>, {moment(vote.at)}
              </div>
            ))}
          </dd>
        </>
      ) : null}
      {view.question ? (
        <>
          <dt>Question</dt>
          <dd>
            <bdi>{view.question.by}</bdi> asked {view.question.to === 'customer' ? 'the customer' : <bdi>{view.question.to}</bdi>} on{' '}
            {moment(view.question.askedAt)}.
          </dd>
        </>
      ) : null}
      <dt>Decide by</dt>
      <dd>{moment(view.expiresAt)}</dd>
    </dl>
  );
}

interface PanelProps {
  readonly approvalId: string;
  readonly token: string;
  readonly onDone: () => Promise<void>;
}

/** The approval of a case in the console: how it stands, and what an approver can say. */
export function ApprovalPanel({ approvalId, token, onDone }: PanelProps): VNode {
  const [view, setView] = useState<ApprovalView>();
  const [problem, setProblem] = useState<unknown>();
  const load = useCallback(async () => {
    const params = { approvalId };
    try {
      const shown = await call('GET /v1/approvals/{approvalId}', undefined, { params, token });
      setView(shown);
      if (shown.status === 'open') await call('POST /v1/approvals/{approvalId}/seen', {}, { params, token });
    } catch (error) {
      setProblem(error);
    }
  }, [approvalId, token]);
  useEffect(() => void load(), [load]);
  /** The approval may stand otherwise after every answer, taken or not. */
  const say = async ({ terms }: ApprovalView, saying: Saying): Promise<void> => {
    const said = { ...saying, terms, channel: 'console' as const };
    try {
      const after = await call('POST /v1/approvals/{approvalId}/decision', said, { params: { approvalId }, token });
      setView(after);
      await (after.status === 'open' ? load() : onDone());
    } catch (error) {
      await onDone();
      throw error;
    }
  };
  return (
    <section>
      <h2>Decision</h2>
      <ProblemSummary problem={problem} />
      {view ? <HowItStands view={view} /> : null}
      {view?.status === 'open' ? <ApprovalAnswers view={view} say={async (saying) => await say(view, saying)} /> : null}
    </section>
  );
}
