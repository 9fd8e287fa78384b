import { Fragment, type VNode } from 'preact';
import type { Operations } from '../generated/operations.ts';
import { moment } from '../language.ts';
import { amount } from '../money.ts';
import { ExchangeLines } from './exchange-answers.tsx';

export type CaseView = Operations['GET /v1/agent/cases/{caseId}']['answer'];

/** What the customer wants to send back, with what they wrote about it. */
export function Items({ view }: { view: CaseView }): VNode {
  return (
    <ul class="items">
      {view.lines.map((line) => (
        <li key={line.lineId}>
          {line.quantity} × <bdi>{line.title ?? line.lineId}</bdi>, {amount(line.amount, view.currency)} ({line.reason})
          {line.exchangeFor ? `, for ${line.exchangeFor}` : ''}
          {line.photos.length > 0 ? `, photos: ${line.photos.length}` : ''}
          {line.comment ? (
            <p class="said" dir="auto">
              {line.comment}
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Findings({ view }: { view: CaseView }): VNode {
  const titleOf = (lineId: string): string => view.lines.find((line) => line.lineId === lineId)?.title ?? lineId;
  return (
    <>
      <dt>Inspected</dt>
      <dd>
        <ul class="items">
          {view.findings.map((finding, index) => (
            <li key={`${finding.lineId}${finding.outcome}${index}`}>
              {finding.quantity} × <bdi>{titleOf(finding.lineId)}</bdi>: {finding.outcome}
              {finding.grade ? `, grade ${finding.grade}` : ''}
              {finding.deduction ? `, less ${amount(finding.deduction, view.currency)}` : ''}
            </li>
          ))}
        </ul>
      </dd>
    </>
  );
}

function Refunds({ view }: { view: CaseView }): VNode {
  return (
    <>
      <dt>Refunds</dt>
      <dd>
        {view.refunds.map((refund) => (
          <div key={refund.refundId} data-refund={refund.status}>
            {amount(refund.amount, refund.currency)} {refund.via === 'exchange' ? 'for the exchange' : `by ${refund.method}`}:{' '}
            {refund.status}
            {refund.expectedBy ? `, visible by ${moment(refund.expectedBy)}` : ''}
          </div>
        ))}
      </dd>
    </>
  );
}

/** What is wanted instead, and what the shop said about it. */
export function ExchangeFacts({ view }: { view: CaseView }): VNode | null {
  if (view.exchange)
    return (
      <>
        <dt>Instead</dt>
        <dd>
          <ExchangeLines plan={view.exchange} />
        </dd>
      </>
    );
  return (
    <>
      {(view.exchanges ?? []).map((exchange) => (
        <Fragment key={exchange.exchangeId}>
          <dt>
            Exchange: {exchange.status}
            {exchange.reason ? ` (${exchange.reason})` : ''}
          </dt>
          <dd>
            <ExchangeLines plan={exchange} />
          </dd>
        </Fragment>
      ))}
    </>
  );
}

/** Everything that colleagues may know, before everything that they may do. */
export function Facts({ view }: { view: CaseView }): VNode {
  const { customer, parcel } = view;
  return (
    <dl class="panel">
      {view.task ? (
        <>
          <dt>Open task for {view.task.owner}</dt>
          <dd class="alarm">{view.task.reason}</dd>
        </>
      ) : null}
      {customer ? (
        <>
          <dt>Customer</dt>
          <dd>
            <bdi>{customer.name}</bdi>, <a href={`mailto:${customer.email}`}>{customer.email}</a> ({customer.locale})
          </dd>
        </>
      ) : null}
      <dt>Order, owner, priority</dt>
      <dd>
        {view.orderId}, {view.owner ?? 'nobody'}, {view.priority}
      </dd>
      <dt>Wants</dt>
      <dd>
        {view.remedy}, sent by {view.route}
        {parcel.trackingNumber ? (
          <>
            : <bdi>{`${parcel.carrier} ${parcel.trackingNumber}`}</bdi>
          </>
        ) : null}
      </dd>
      <dt>Items</dt>
      <dd>
        <Items view={view} />
      </dd>
      <ExchangeFacts view={view} />
      {view.decision ? (
        <>
          <dt>Decided: {view.decision.outcome}</dt>
          <dd>{view.decision.because}</dd>
        </>
      ) : null}
      {view.findings.length > 0 ? <Findings view={view} /> : null}
      {view.refunds.length > 0 ? <Refunds view={view} /> : null}
      {view.clocks.length > 0 ? (
        <>
          <dt>Clocks</dt>
          <dd>
            {view.clocks.map((clock) => (
              <div key={clock.clockId}>
                <a href={`/clocks/${encodeURIComponent(clock.clockId)}`}>{clock.measure}</a>
                {clock.dueAt ? `: due ${moment(clock.dueAt)}` : ''} ({clock.state})
              </div>
            ))}
          </dd>
        </>
      ) : null}
    </dl>
  );
}
