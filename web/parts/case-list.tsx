import type { VNode } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { call } from '../api.ts';
import type { Operations } from '../generated/operations.ts';
import { moment } from '../language.ts';
import { amount } from '../money.ts';
import type { CaseView } from './case-facts.tsx';
import { Input, Select } from './field.tsx';
import { Form } from './form.tsx';
import { statusText } from './status-text.ts';

type Row = Operations['GET /v1/agent/cases']['answer']['items'][number];
type PayoutList = Operations['GET /v1/agent/payouts']['answer'];
type ApprovalList = Operations['GET /v1/agent/approvals']['answer'];
interface ListProps {
  readonly token: string;
  readonly onProblem: (problem: unknown) => void;
}

/** The filter lives in the address, so that a saved link opens the same list. */
function filterOfAddress(): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(location.search));
}

function Approvals({ list }: { list: ApprovalList }): VNode | null {
  if (list.items.length === 0) return null;
  return (
    <section class="panel">
      <h2>Waiting for your decision</h2>
      <ul class="items">
        {list.items.map((item) => (
          <li key={item.approvalId}>
            <a href={`/approvals/${item.approvalId}`}>
              {item.caseId}: {amount(item.amount, item.currency)}
            </a>
            <br />
            {item.because}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What waits to be paid by hand: each leads to its case, where it is paid. */
function PayoutsToDo({ list }: { list: PayoutList }): VNode | null {
  if (list.items.length === 0) return null;
  return (
    <section class="panel">
      <h2>To be paid by hand</h2>
      <ul class="items">
        {list.items.map((item) => (
          <li key={item.refundId}>
            <a href={`#${item.caseId}`}>
              {item.caseId}: {amount(item.amount, item.currency)}
            </a>
            <br />
            {item.account ? `To ${item.account}` : 'The customer has not said where to'}
            {item.yours ? '' : ' (you approved it: somebody else pays)'}, since {moment(item.since)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Rows({ rows }: { rows: readonly Row[] }): VNode {
  return (
    <section class="scroll" aria-label="Cases">
      <table>
        <thead>
          <tr>
            <th scope="col">Case</th>
            <th scope="col">Order</th>
            <th scope="col">Status</th>
            <th scope="col">Owner</th>
            <th scope="col">Customer hears by</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.caseId}>
              <th scope="row">
                <a href={`#${row.caseId}`}>{row.caseId}</a>
              </th>
              <td>{row.orderId}</td>
              <td>{row.task ? `Task: ${row.task.reason}` : statusText[row.status]}</td>
              <td>{row.owner ?? ''}</td>
              <td>{moment(row.promisedBy)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function told(rows: readonly Row[] | undefined, more: boolean): string {
  if (rows === undefined) return 'One moment…';
  if (rows.length === 0) return 'No case fits.';
  return `${rows.length === 1 ? 'One case' : `${rows.length} cases`}${more ? ', and more' : ''}`;
}

/** The cases that fit the filter, a page at a time, and what waits for this colleague. */
export function CaseList({ token, onProblem }: ListProps): VNode {
  const [filter, setFilter] = useState(filterOfAddress);
  const [rows, setRows] = useState<readonly Row[]>();
  const [next, setNext] = useState<string | null>(null);
  const [approvals, setApprovals] = useState<ApprovalList>();
  const [payouts, setPayouts] = useState<PayoutList>();
  const [problem, setProblem] = useState<unknown>();
  const load = useCallback(
    async (cursor?: string) => {
      try {
        const { status, owner, q } = filter;
        const page = await call('GET /v1/agent/cases', undefined, { query: { status, owner, q, cursor }, token });
        setProblem(undefined);
        setRows((before) => (cursor ? [...(before ?? []), ...page.items] : page.items));
        setNext(page.nextCursor);
        if (cursor) return;
        setApprovals(await call('GET /v1/agent/approvals', undefined, { token }));
        setPayouts(await call('GET /v1/agent/payouts', undefined, { token }));
      } catch (error) {
        setProblem(error);
        onProblem(error);
      }
    },
    [filter, token, onProblem],
  );
  useEffect(() => void load(), [load]);
  const search = (values: Record<string, string>): void => {
    const wanted = Object.fromEntries(Object.entries(values).filter(([, value]) => value));
    history.replaceState(null, '', Object.keys(wanted).length > 0 ? `?${new URLSearchParams(wanted)}` : location.pathname);
    setFilter(wanted);
  };
  return (
    <>
      {approvals ? <Approvals list={approvals} /> : null}
      {payouts ? <PayoutsToDo list={payouts} /> : null}
      <Form class="panel" problem={problem} onValues={search}>
        <div class="three">
          <Input label="Case or order number" name="q" value={filter.q ?? ''} autoComplete="off" />
          <Select label="Status" name="status" value={filter.status ?? ''}>
            <option value="">Everything open</option>
            {Object.entries(statusText).map(([status, text]) => (
              <option key={status} value={status as CaseView['status']}>
                {text}
              </option>
            ))}
          </Select>
          <Input label="Owner (address, team or role)" name="owner" value={filter.owner ?? ''} autoComplete="off" />
        </div>
        <button type="submit">Show</button>
      </Form>
      <p role="status">{told(rows, next !== null)}</p>
      {rows && rows.length > 0 ? <Rows rows={rows} /> : null}
      {next ? (
        <button type="button" class="second" onClick={() => void load(next)}>
          More
        </button>
      ) : null}
    </>
  );
}
