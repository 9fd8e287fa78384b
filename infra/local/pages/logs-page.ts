import type { Cloud } from '../cloud.ts';
import type { LocalResponse } from '../services/http-request.ts';
import { html, page } from './layout.ts';

const SHOWN = 300;

/** The newest lines that functions logged. */
export function logsPage(cloud: Cloud): LocalResponse {
  const rows = (cloud.logs.all() as Record<string, unknown>[])
    .slice(-SHOWN)
    .reverse()
    .map(({ at, by, level, message, ...rest }) => {
      const bad = level === 'ERROR' ? 'bad' : 'soft';
      return html`<tr><td class="soft">${String(at).slice(0, 19).replace('T', ' ')}</td><td>${by}</td><td class="${bad}">${level}</td><td>${message}<details><summary class="soft">more</summary><pre>${JSON.stringify(rest, null, 2)}</pre></details></td></tr>`;
    });
  return page(
    cloud,
    '/local/logs',
    'Logs',
    html`<div class="card"><table><tr><th scope="col">At</th><th scope="col">Function</th><th scope="col">Level</th><th scope="col">Message</th></tr>${rows}</table></div>`,
  );
}
