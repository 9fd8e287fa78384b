import { render, type VNode } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { call } from '../api.ts';
import type { Operations } from '../generated/operations.ts';
import { moment } from '../language.ts';
import { amount } from '../money.ts';
import { CaseDesk } from '../parts/case-desk.tsx';
import { Input, valuesOf } from '../parts/field.tsx';
import { Page } from '../parts/page.tsx';
import { ProblemSummary } from '../parts/problem.tsx';
import { SignedIn } from '../parts/signed-in.tsx';

type CaseList = Operations['GET /v1/agent/cases']['answer'];
type ApprovalList = Operations['GET /v1/agent/approvals']['answer'];
interface DeskProps {
  readonly token: string;
  readonly onProblem: (problem: unknown) => void;
}

/** The filter lives in the address, so that a saved link opens the same list. */
function filterOfAddress(): { status?: string; q?: string } {
  return Object.fromEntries(new URLSearchParams(location.search)) as { status?: string; q?: string };
}

function Approvals({ list }: { list: ApprovalList }): VNode | null {
  if (list.items.length === 0) return null;
  return (
    <section>
      <h2>Waiting for a decision</h2>
      <ul>
        {list.items.map((item) => (
          <li key={item.approvalId}>
            <a href={`/approvals/${item.approvalId}`}>
              {item.caseId}: {amount(item.amount, item.currency)}
            </a>{' '}
            {item.because}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Desk({ token, onProblem }: DeskProps): VNode {
  const [filter, setFilter] = useState(filterOfAddress);
  const [cases, setCases] = useState<CaseList>();
  const [approvals, setApprovals] = useState<ApprovalList>();
  const [open, setOpen] = useState<string | undefined>(location.hash.slice(1) || undefined);
  const [problem, setProblem] = useState<unknown>();
  const failed = useCallback(
    (error: unknown) => {
      setProblem(error);
      onProblem(error);
    },
    [onProblem],
  );
  const load = useCallback(() => {
    call('GET /v1/agent/cases', undefined, { query: filter, token }).then(setCases, failed);
    call('GET /v1/agent/approvals', undefined, { token }).then(setApprovals, failed);
  }, [filter, token, failed]);
  useEffect(load, [load]);
  const search = (event: SubmitEvent): void => {
    const values = Object.fromEntries(Object.entries(valuesOf(event)).filter(([, value]) => value));
    history.replaceState(null, '', `?${new URLSearchParams(values)}`);
    setFilter(values);
  };
  if (open) {
    return (
      <CaseDesk
        caseId={open}
        token={token}
        onBack={() => {
          history.replaceState(null, '', location.pathname + location.search);
          setOpen(undefined);
          load();
        }}
      />
    );
  }
  return (
    <>
      <ProblemSummary problem={problem} />
      {approvals ? <Approvals list={approvals} /> : null}
      <form class="panel" onSubmit={search}>
        <Input label="Case or order number" name="q" value={filter.q ?? ''} autoComplete="off" />
        <Input label="Status (empty: everything open)" name="status" value={filter.status ?? ''} autoComplete="off" />
        <button type="submit">Show</button>
      </form>
      <table>
        <thead>
          <tr>
            <th scope="col">Case</th>
            <th scope="col">Status</th>
            <th scope="col">Owner</th>
            <th scope="col">Customer told by</th>
          </tr>
        </thead>
        <tbody>
          {(cases?.items ?? []).map((item) => (
            <tr key={item.caseId}>
              <td>
                <button
                  type="button"
                  class="plain"
                  onClick={() => {
                    location.hash = item.caseId;
                    setOpen(item.caseId);
                  }}
                >
                  {item.caseId}
                </button>
              </td>
              <td>{item.status}</td>
              <td>{item.owner ?? ''}</td>
              <td>{moment(item.promisedBy)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

render(
  <Page title="Cases" translated={false}>
    <SignedIn page={(token, onProblem) => <Desk token={token} onProblem={onProblem} />} />
  </Page>,
  document.body,
);
