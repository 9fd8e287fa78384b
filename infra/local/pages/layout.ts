import { createHash } from 'node:crypto';
import type { Cloud } from '../cloud.ts';
import type { LocalResponse } from '../services/http-request.ts';

/** Text that is already HTML. */
export interface Html {
  readonly html: string;
}

const escaped: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** HTML with every inserted text escaped; lists are joined, `Html` goes in as it is. */
export function html(parts: TemplateStringsArray, ...values: readonly unknown[]): Html {
  return { html: parts.reduce((text, part, index) => text + show(values[index - 1]) + part) };
}

function show(value: unknown): string {
  if (Array.isArray(value)) return value.map(show).join('');
  if (typeof value === 'object' && value !== null && 'html' in value) return String(value.html);
  return value === undefined || value === null ? '' : String(value).replace(/[&<>"']/g, (sign) => escaped[sign] ?? sign);
}

const LINKS: readonly [path: string, title: string][] = [
  ['/local/', 'Overview'],
  ['/local/mailbox', 'Mailbox'],
  ['/local/payments', 'Payments'],
  ['/local/executions', 'Workflows'],
  ['/local/events', 'Events'],
  ['/local/logs', 'Logs'],
];

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --line: #d9dee6; --back: #f6f7f9; --card: #fff; --main: #1d5fbf; --good: #1a7f4b; --bad: #b3261e; --wait: #9a6700 }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --soft: #9aa6b5; --line: #333c48; --back: #14181e; --card: #1d232b; --main: #7db2ff; --good: #5fd394; --bad: #ff8a80; --wait: #f0c36d } }
* { box-sizing: border-box } body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--back) }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; padding: .75rem 1.5rem; background: var(--card); border-bottom: 1px solid var(--line) }
header strong { margin-right: .5rem } nav { display: flex; flex-wrap: wrap; gap: 1rem } a { color: var(--main) } nav a[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem } h1 { font-size: 1.5rem; margin: 0 0 1rem } h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem }
table { overflow-wrap: break-word } h1, p { overflow-wrap: anywhere } .card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.25rem; margin: 0 0 1rem; overflow-x: auto }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--line); vertical-align: top } th { color: var(--soft); font-weight: 500 }
.soft { color: var(--soft) } .good { color: var(--good) } .bad { color: var(--bad) } .wait { color: var(--wait) } code, pre { font: 13px/1.5 ui-monospace, monospace } pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0 }
button { font: inherit; padding: .35rem .9rem; min-height: 2.25rem; border: 1px solid var(--line); border-radius: 6px; background: var(--card); color: var(--main); cursor: pointer } button:hover { border-color: var(--main) }
form { display: inline-flex; gap: .5rem; flex-wrap: wrap; align-items: center } iframe { width: 100%; min-height: 36rem; border: 1px solid var(--line); border-radius: 8px; background: #fff }
.time { margin-left: auto; display: flex; gap: .75rem; align-items: center; flex-wrap: wrap } svg text { font: 13px system-ui, sans-serif; fill: currentColor } @media (max-width: 40rem) { main, header { padding: 1rem } }
`;

/** The fast-forward control posts to the lever and shows the page anew; with real time it says why it is missing. */
function time({ clock }: Cloud): Html {
  const now = new Date(clock.now()).toISOString().slice(0, 19).replace('T', ' ');
  if (clock.mode === 'real') return html`<span class="time soft">${now} UTC, real time</span>`;
  const buttons = (['PT1H', 'P1D', 'P7D', 'P30D'] as const).map(
    (by) => html`<button data-advance="${by}">+ ${by.replace(/^PT?/, '')}</button>`,
  );
  return html`<span class="time"><span aria-live="polite">${now} UTC</span> ${buttons}</span>`;
}

const SCRIPT = `
addEventListener('click', async (event) => {
  const by = event.target.dataset?.advance;
  if (!by) return;
  for (const each of document.querySelectorAll('[data-advance]')) each.disabled = true;
  await fetch('/local/clock', { method: 'POST', body: JSON.stringify({ advance: by }) });
  location.reload();
});`;

/** Runs our one script and nothing else, whatever a log, an event or a mail brings; mails are styled inline, as mails are. */
const POLICY = [
  `default-src 'none'; script-src 'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'`,
  "style-src 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'self'; form-action 'none'",
].join('; ');

/** One page of the local cloud. */
export function page(cloud: Cloud, path: string, title: string, body: Html): LocalResponse {
  const links = LINKS.map(([to, name]) => html`<a href="${to}" ${to === path ? html`aria-current="page"` : ''}>${name}</a>`);
  const text = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/assets/icon.svg"><title>${title} · Redress, local</title><style>${{ html: STYLE }}</style></head>
<body><header><strong>Redress, local</strong><nav aria-label="Local cloud">${links}<a href="/">Portal</a><a href="/console">Console</a></nav>${time(cloud)}</header>
<main><h1>${title}</h1>${body}</main><script>${{ html: SCRIPT }}</script></body></html>`;
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': POLICY },
    body: text.html,
  };
}

/** The colour class of a status word. */
export function tone(status: string): string {
  if (['SUCCEEDED', 'succeeded'].includes(status)) return 'good';
  return ['RUNNING', 'pending'].includes(status) ? 'wait' : 'bad';
}
