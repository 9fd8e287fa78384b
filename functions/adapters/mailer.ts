import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { type Notice, type NoticeValues, renderNotice } from '../notices/render-notice.tsx';
import { mails } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';

/** One notice to one person. `values` fill its blanks; they are never logged. */
export interface Mail {
  readonly to: string;
  /** The notice as the mailbox and the tags name it. */
  readonly notice: string;
  /** Which text to render, where a notice has variants; the notice's own name when left away. */
  readonly text?: Notice;
  readonly locale: string;
  readonly values: NoticeValues;
  readonly caseId?: string;
  /** Mails of one thread stand together in a mailbox; the name of the thread, unique here. */
  readonly thread?: string;
}

export interface Mailer {
  /** Throws when a value is missing (no mail leaves with a blank) and what SES throws. */
  send(mail: Mail): Promise<void>;
}

/** Mail through SES v2, as text and HTML, tagged with notice, locale and case. */
export function sesMailer(client: SESv2Client, from: string): Mailer {
  return {
    send: async ({ to, notice, text, locale, values, caseId, thread }) => {
      const rendered = renderNotice(text ?? (notice as Notice), locale, values);
      const part = (Data: string) => ({ Data, Charset: 'UTF-8' });
      await client.send(
        new SendEmailCommand({
          FromEmailAddress: from,
          Destination: { ToAddresses: [to] },
          Content: {
            Simple: {
              Subject: part(rendered.subject),
              Body: { Text: part(rendered.text), Html: part(rendered.html) },
              ...(thread ? { Headers: threadHeaders(thread, from) } : {}),
            },
          },
          EmailTags: [
            { Name: 'notice', Value: notice },
            { Name: 'locale', Value: locale.replaceAll(/[^\w-]/g, '-') },
            ...(caseId ? [{ Name: 'caseId', Value: caseId }] : []),
          ],
        }),
      );
    },
  };
}

/** SES makes the message ids, so every mail of a thread answers one that was never sent (RFC 5322, 3.6.4): clients group by that. */
function threadHeaders(thread: string, from: string): { Name: string; Value: string }[] {
  const root = `<${thread}@${from.replace(/>$/, '').split('@')[1]}>`;
  return [
    { Name: 'In-Reply-To', Value: root },
    { Name: 'References', Value: root },
  ];
}

export function mailer(): Mailer {
  return sesMailer(mails(), settings().mailFrom);
}
