import type { Cloud } from '../cloud.ts';
import { caseIdOf } from '../services/execution-store.ts';
import type { LocalResponse } from '../services/http-request.ts';
import { html, page, tone } from './layout.ts';

/** Every execution, newest first. */
export function executionsPage(cloud: Cloud, caseId: string | undefined): LocalResponse {
  const rows = cloud.workflows.executions
    .list(caseId)
    .reverse()
    .map(
      (
        each,
      ) => html`<tr><td>${cloud.workflows.machine(each.machineArn).short}</td><td><a href="/local/executions/${each.name}"><code>${each.name}</code></a></td>
        <td><a href="/local/executions?caseId=${caseIdOf(each.input)}">${caseIdOf(each.input)}</a></td><td class="${tone(each.status)}">${each.status}</td>
        <td class="soft">${new Date(each.startedAt).toISOString().slice(0, 19).replace('T', ' ')}</td></tr>`,
    );
  const table = html`<table><tr><th scope="col">Workflow</th><th scope="col">Execution</th><th scope="col">Case</th><th scope="col">Status</th><th scope="col">Started</th></tr>${rows}</table>`;
  return page(
    cloud,
    '/local/executions',
    'Workflows',
    html`<div class="card">${rows.length > 0 ? table : html`<p class="soft">Nothing has run yet.</p>`}</div>`,
  );
}
