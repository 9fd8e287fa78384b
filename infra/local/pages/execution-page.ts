import type { Cloud } from '../cloud.ts';
import type { LocalResponse } from '../services/http-request.ts';
import type { HistoryEvent } from '../states/history.ts';
import { drawGraph } from './draw-graph.ts';
import { html, page, tone } from './layout.ts';

/** One execution: its history drawn over the workflow's graph, then as a list. */
export function executionPage(cloud: Cloud, name: string): LocalResponse | undefined {
  const execution = cloud.workflows.executions.named(name);
  if (execution === undefined) return undefined;
  const machine = cloud.workflows.machine(execution.machineArn);
  const rows = execution.history.map(
    (event) =>
      html`<tr><td>${event.id}</td><td class="soft">${event.timestamp.slice(0, 19).replace('T', ' ')}</td><td>${event.type}</td><td>${detailsOf(event)}</td></tr>`,
  );
  const body = html`<p class="${tone(execution.status)}">${execution.status} ${execution.error ?? ''} <span class="soft">${execution.cause ?? ''}</span></p>
    <div class="card" tabindex="0" role="region" aria-label="Graph">${drawGraph(machine.definition, execution)}</div>
    <h2>History</h2><div class="card"><table><tr><th scope="col">#</th><th scope="col">At</th><th scope="col">Event</th><th scope="col">Details</th></tr>${rows}</table></div>`;
  return page(cloud, '/local/executions/', `${machine.short}: ${name}`, body);
}

function detailsOf(event: HistoryEvent) {
  const details = Object.entries(event).find(([key]) => key.endsWith('EventDetails'))?.[1] as Record<string, unknown> | undefined;
  if (details === undefined) return '';
  const { name, ...rest } = details;
  const more =
    Object.keys(rest).length > 0
      ? html`<details><summary class="soft">data</summary><pre>${JSON.stringify(rest, null, 2)}</pre></details>`
      : '';
  return html`${name ?? ''} ${more}`;
}
