import { formatMoney } from '../../../domain/format-money.ts';
import type { Cloud } from '../cloud.ts';
import type { LocalResponse } from '../services/http-request.ts';
import { html, page, tone } from './layout.ts';

/** Every refund that the provider made. */
export function paymentsPage(cloud: Cloud): LocalResponse {
  const rows = cloud.fakes.books.refunds().map(
    (
      refund,
    ) => html`<tr><td><code>${refund.refundId}</code></td><td>${refund.caseId ?? refund.origin}</td><td><code>${refund.paymentId}</code></td>
      <td>${formatMoney({ amount: refund.amount, currency: refund.currency }, 'en-GB')}</td><td class="${tone(refund.status)}">${refund.status}</td>
      <td>${cloud.fakes.books.calls(refund.refundId).length}</td></tr>`,
  );
  const table = html`<table><tr><th scope="col">Refund</th><th scope="col">Case</th><th scope="col">Payment</th><th scope="col">Amount</th><th scope="col">Status</th><th scope="col">Calls</th></tr>${rows}</table>`;
  return page(
    cloud,
    '/local/payments',
    'Payments',
    html`<div class="card" tabindex="0" role="region" aria-label="Refunds">${rows.length > 0 ? table : html`<p class="soft">No refund yet.</p>`}</div>`,
  );
}
