import type { Cloud } from '../cloud.ts';
import { FAULT_MODES } from '../fault-modes.ts';
import type { LocalResponse } from '../services/http-request.ts';
import { html, page } from './layout.ts';

/** Where everything is. */
export function overviewPage(cloud: Cloud): LocalResponse {
  const { model, fakes, workflows, guard } = cloud;
  const figures = [
    [fakes.mail.mails().length, 'mails', '/local/mailbox'],
    [workflows.executions.list().length, 'workflow executions', '/local/executions'],
    [fakes.books.refunds().length, 'refunds at the provider', '/local/payments'],
  ].map(([count, name, to]) => html`<tr><td>${count}</td><td><a href="${to}">${name}</a></td></tr>`);
  const faults = guard.faults.list().map((fault) => html`<li><code>${JSON.stringify(fault)}</code></li>`);
  const modes = Object.entries(FAULT_MODES).map(
    ([service, modes]) => html`<tr><td>${service}</td><td class="soft">${modes.join(', ')}</td></tr>`,
  );
  const body = html`
    <div class="card"><table>${figures}</table></div>
    <div class="card"><p>Sign in to the <a href="/console">console</a> as agent@, warehouse@, supervisor@ or manager@shop.example;
      return one of the SEED orders of ana@customer.example in the <a href="/">portal</a>. Codes arrive in the <a href="/local/mailbox">mailbox</a>.</p>
      <p class="soft">${model.functions.length} functions, ${model.machines.length} workflows, ${model.rules.length} rules, ${model.tables.length} tables, ${model.routes.length} routes run here from the synthesized templates.</p></div>
    <h2>Planted faults</h2>
    <div class="card">${faults.length > 0 ? html`<ul>${faults}</ul>` : html`<p class="soft">None. POST /local/faults plants one:</p>`}<table>${modes}</table></div>`;
  return page(cloud, '/local/', 'Overview', body);
}
