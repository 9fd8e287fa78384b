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
}

export interface Mailer {
  /** Throws when a value is missing (no mail leaves with a blank) and what SES throws. */
  send(mail: Mail): Promise<void>;
}

/** Mail through SES v2, as text and HTML, tagged with notice, locale and case. */
export function sesMailer(client: SESv2Client, from: string): Mailer {
  return {
    send: async ({ to, notice, text, locale, values, caseId }) => {
      const rendered = renderNotice(text ?? (notice as Notice), locale, values);
      const part = (Data: string) => ({ Data, Charset: 'UTF-8' });
      await client.send(
        new SendEmailCommand({
          FromEmailAddress: from,
          Destination: { ToAddresses: [to] },
          Content: { Simple: { Subject: part(rendered.subject), Body: { Text: part(rendered.text), Html: part(rendered.html) } } },
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

export function mailer(): Mailer {
  return sesMailer(mails(), settings().mailFrom);
}
