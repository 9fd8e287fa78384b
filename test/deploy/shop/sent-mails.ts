import type { Mail } from '../../journeys/visitor.ts';

interface Kept {
  readonly To: readonly string[];
  readonly Subject: string;
  readonly BodyText: string;
  readonly BodyHtml: string | null;
  readonly Timestamp: number;
}

/**
 * The mails that SES sent, from the emulator's own store (`/_ministack/ses/messages`). The store drops the tags, so a mail's notice is
 * told from its subject: `code` or `other`, which is all that signing in needs. Throws an Error when the endpoint keeps no such store.
 */
export function sentMails(endpoint: string): (to?: string) => Promise<Mail[]> {
  return async (to) => {
    const response = await fetch(`${endpoint}/_ministack/ses/messages`);
    if (!response.ok)
      throw new Error(
        `${endpoint} does not show the mails it sent (${response.status}): the journeys need their codes. See docs/emulators.md.`,
      );
    const { messages } = (await response.json()) as { messages: Record<string, readonly Kept[]> };
    return Object.values(messages)
      .flat()
      .filter((mail) => to === undefined || mail.To.includes(to))
      .map((mail) => ({
        at: new Date(mail.Timestamp * 1000).toISOString(),
        to: mail.To.join(', '),
        notice: /\bcode\b/i.test(mail.Subject) ? 'code' : 'other',
        locale: 'en',
        subject: mail.Subject,
        text: mail.BodyText,
        html: mail.BodyHtml ?? '',
      }));
  };
}
