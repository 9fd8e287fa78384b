import type { VNode } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { call } from '../api.ts';
import type { Operations } from '../generated/operations.ts';
import { moment } from '../language.ts';
import { amount } from '../money.ts';
import { Input, TextArea, valuesOf } from './field.tsx';
import { Inspection } from './inspection.tsx';
import { ProblemSummary } from './problem.tsx';
import { useAction } from './working.ts';

export type CaseView = Operations['GET /v1/agent/cases/{caseId}']['answer'];

function Facts({ view }: { view: CaseView }): VNode {
  return (
    <dl class="panel">
      <dt>Status</dt>
      <dd data-status={view.status}>{view.status}</dd>
      {view.task ? (
        <>
          <dt>Open task for {view.task.owner}</dt>
          <dd>{view.task.reason}</dd>
        </>
      ) : null}
      <dt>Items</dt>
      <dd>
        {view.lines.map((line) => (
          <div key={line.lineId} dir="auto">
            {line.quantity} × {line.title ?? line.lineId} ({line.reason}) {line.comment ?? ''}
          </div>
        ))}
      </dd>
      <dt>Refunds</dt>
      <dd>
        {view.refunds.length === 0
          ? 'none yet'
          : view.refunds.map((refund) => (
              <div key={refund.refundId}>
                {amount(refund.amount, refund.currency)} {refund.method}: {refund.status}
              </div>
            ))}
      </dd>
      <dt>Clocks</dt>
      <dd>
        {view.clocks.map((clock) => (
          <div key={clock.clockId}>
            {clock.measure}: due {moment(clock.dueAt)} ({clock.state})
          </div>
        ))}
      </dd>
    </dl>
  );
}

/** One case with everything that an agent can do to it. */
export function CaseDesk({ caseId, token, onBack }: { caseId: string; token: string; onBack: () => void }): VNode {
  const [view, setView] = useState<CaseView>();
  const [loadProblem, setLoadProblem] = useState<unknown>();
  const { busy, problem, run } = useAction();
  const params = { caseId };
  const load = useCallback(
    () => call('GET /v1/agent/cases/{caseId}', undefined, { params: { caseId }, token }).then(setView, setLoadProblem),
    [caseId, token],
  );
  useEffect(() => void load(), [load]);
  const act = (action: () => Promise<unknown>): void =>
    run(async () => {
      await action();
      await load();
    });
  if (!view) return <ProblemSummary problem={loadProblem} />;
  return (
    <>
      <button type="button" class="plain" onClick={onBack}>
        ← All cases
      </button>
      <h2>{caseId}</h2>
      <ProblemSummary problem={problem} />
      <Facts view={view} />
      {view.status === 'awaiting-parcel' ? (
        <button
          type="button"
          disabled={busy}
          onClick={() => act(() => call('POST /v1/agent/cases/{caseId}/received', {}, { params, token }))}
        >
          The parcel is here
        </button>
      ) : null}
      {view.status === 'received' ? (
        <Inspection
          lines={view.lines}
          busy={busy}
          onFindings={(lines) => act(() => call('POST /v1/agent/cases/{caseId}/inspection', { lines }, { params, token }))}
        />
      ) : null}
      {view.task ? (
        <button
          type="button"
          class="second"
          disabled={busy}
          onClick={() => act(() => call('POST /v1/agent/cases/{caseId}/restart', {}, { params, token }))}
        >
          Restart the workflow
        </button>
      ) : null}
      <form
        class="panel"
        onSubmit={(event) => {
          const { text = '' } = valuesOf(event);
          act(() => call('POST /v1/agent/cases/{caseId}/messages', { text }, { params, token }));
        }}
      >
        <TextArea label="Write to the customer" name="text" />
        <button type="submit" class="second" disabled={busy}>
          Send
        </button>
      </form>
      <form
        class="panel"
        onSubmit={(event) => {
          const { to = '' } = valuesOf(event);
          act(() => call('POST /v1/agent/cases/{caseId}/assign', { to }, { params, token }));
        }}
      >
        <Input label="Give the case to (address)" name="to" type="email" autoComplete="off" />
        <button type="submit" class="second" disabled={busy}>
          Assign
        </button>
      </form>
      <ol class="timeline">
        {view.log.map((entry) => (
          <li key={`${entry.at}${entry.type}`}>
            <time dateTime={entry.at}>{moment(entry.at)}</time> {entry.text}
          </li>
        ))}
      </ol>
    </>
  );
}
