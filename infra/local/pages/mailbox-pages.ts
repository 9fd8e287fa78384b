import type { Cloud } from '../cloud.ts';
import type { LocalResponse } from '../services/http-request.ts';
import { html, page } from './layout.ts';

/** Every mail, newest first. */
export function mailboxPage(cloud: Cloud, to: string | undefined): LocalResponse {
  const rows = cloud.fakes.mail
    .mails()
    .map((mail, index) => ({ ...mail, index }))
    .filter((mail) => to === undefined || mail.to === to)
    .reverse()
    .map(
      (
        mail,
      ) => html`<tr><td class="soft">${mail.at.slice(0, 19).replace('T', ' ')}</td><td><a href="/local/mailbox?to=${encodeURIComponent(mail.to)}">${mail.to}</a></td>
        <td>${mail.notice}</td><td>${mail.locale}</td><td><a href="/local/mailbox/${mail.index}">${mail.subject}</a></td></tr>`,
    );
  const none = html`<p class="soft">No mail yet.</p>`;
  const table = html`<table><tr><th scope="col">At</th><th scope="col">To</th><th scope="col">Notice</th><th scope="col">Locale</th><th scope="col">Subject</th></tr>${rows}</table>`;
  return page(cloud, '/local/mailbox', 'Mailbox', html`<div class="card">${rows.length > 0 ? table : none}</div>`);
}

/** One mail: its HTML in a frame that may do nothing but open links, and its text. */
export function mailPage(cloud: Cloud, index: number): LocalResponse | undefined {
  const mail = cloud.fakes.mail.mails()[index];
  if (mail === undefined) return undefined;
  const body = html`<p class="soft">${mail.at} to ${mail.to} (${mail.notice}, ${mail.locale}${mail.caseId === null ? '' : `, ${mail.caseId}`})</p>
    <iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="The mail as HTML" srcdoc="${`<base target="_blank">${mail.html}`}"></iframe>
    <h2>As text</h2><div class="card"><pre>${mail.text}</pre></div>`;
  return page(cloud, '/local/mailbox/', mail.subject, body);
}
