import type { Cloud } from '../cloud.ts';
import type { LocalResponse } from '../services/http-request.ts';
import { html, page } from './layout.ts';

const SHOWN = 300;

/** The newest events of the buses. */
export function eventsPage(cloud: Cloud): LocalResponse {
  const rows = (cloud.bus.all() as Record<string, unknown>[])
    .slice(-SHOWN)
    .reverse()
    .map(
      (
        event,
      ) => html`<tr><td class="soft">${String(event.at).slice(0, 19).replace('T', ' ')}</td><td>${event.bus}</td><td>${event['detail-type']}</td>
        <td><details><summary class="soft">detail</summary><pre>${JSON.stringify(event.detail, null, 2)}</pre></details></td></tr>`,
    );
  return page(
    cloud,
    '/local/events',
    'Events',
    html`<div class="card"><table><tr><th scope="col">At</th><th scope="col">Bus</th><th scope="col">Type</th><th scope="col">Detail</th></tr>${rows}</table></div>`,
  );
}
