import type { VNode } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { call } from '../api.ts';
import type { Operations } from '../generated/operations.ts';
import { moment } from '../language.ts';
import { mount } from '../mount.ts';
import { Standing } from '../parts/heading.tsx';
import { Page } from '../parts/page.tsx';
import { ProblemSummary } from '../parts/problem.tsx';
import { SignedIn } from '../parts/signed-in.tsx';
import { useAction } from '../parts/working.ts';

type ClockView = Operations['GET /v1/agent/clocks/{clockId}']['answer'];
const clockId = decodeURIComponent(location.pathname.split('/')[2] ?? '');
const params = { clockId };

const owed: Readonly<Record<string, string>> = {
  'first-response': 'The first response',
  'next-response': 'The next response',
  resolution: 'The resolution',
  approval: 'The decision',
  'refund-paid': 'The refund',
  'promise-kept': 'The promised date',
};

function standingOf({ state, acknowledgedAt, stoppedAt, atRisk }: ClockView): string {
  if (stoppedAt) return 'This is done; nothing is owed any more.';
  const taken = acknowledgedAt ? ' Somebody takes care of it.' : '';
  if (state === 'breached') return `This is late.${taken}`;
  if (state === 'paused') return 'This stands still for now.';
  return `${atRisk ? 'Little time is left.' : 'The time is running.'}${taken}`;
}

function Facts({ view }: { view: ClockView }): VNode {
  return (
    <dl class="panel">
      <dt>Case</dt>
      <dd>
        <a href={`/console#${view.caseId}`}>{view.caseId}</a>
      </dd>
      <dt>What is owed</dt>
      <dd>{owed[view.measure] ?? view.measure}</dd>
      {view.dueAt ? (
        <>
          <dt>Due</dt>
          <dd>{moment(view.dueAt)}</dd>
        </>
      ) : null}
      {view.because?.length ? (
        <>
          <dt>Why</dt>
          <dd>{view.because.join(' ')}</dd>
        </>
      ) : null}
    </dl>
  );
}

function Ladder({ view }: { view: ClockView }): VNode | null {
  if (view.rungs.length === 0) return null;
  return (
    <section>
      <h2>Who is told, and when</h2>
      <ul>
        {view.rungs.map(({ name, to, at, firedAt }) => (
          <li key={name}>
            {to.join(', ')}: {firedAt ? `told ${moment(firedAt)}` : at ? moment(at) : 'not as things stand'} ({name})
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Shows one deadline; taking care of it is one POST by a signed-in person, never a link. */
function Clock({ token, onProblem }: { token: string; onProblem: (problem: unknown) => void }): VNode {
  const [view, setView] = useState<ClockView>();
  const [loadProblem, setLoadProblem] = useState<unknown>();
  const { busy, problem, run } = useAction();
  const load = useCallback(async () => {
    try {
      setView(await call('GET /v1/agent/clocks/{clockId}', undefined, { params, token }));
    } catch (error) {
      setLoadProblem(error);
      onProblem(error);
    }
  }, [token, onProblem]);
  useEffect(() => void load(), [load]);
  if (!view) return <ProblemSummary problem={loadProblem} />;
  const acknowledge = async (): Promise<void> => {
    try {
      setView(await call('POST /v1/agent/clocks/{clockId}/acknowledge', {}, { params, token }));
    } catch (error) {
      onProblem(error);
      await load();
      throw error;
    }
  };
  const deadline = view.targetSeconds !== undefined;
  return (
    <>
      <ProblemSummary problem={problem} />
      <Standing status={view.acknowledgedAt ? 'acknowledged' : view.state}>{standingOf(view)}</Standing>
      <Facts view={view} />
      {deadline && view.dueAt && !view.stoppedAt && !view.acknowledgedAt ? (
        <p class="actions">
          <button type="button" disabled={busy} onClick={() => run(acknowledge)}>
            I take care of it
          </button>
        </p>
      ) : null}
      <p>
        <a href={`/console#${view.caseId}`}>Open the case and answer the customer</a>
      </p>
      <Ladder view={view} />
    </>
  );
}

mount(() => (
  <Page title="A deadline" translated={false}>
    <SignedIn page={(token, onProblem) => <Clock token={token} onProblem={onProblem} />} />
  </Page>
));
