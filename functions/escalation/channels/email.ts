import { personIdOf } from '../../../domain/identifiers.ts';
import type { Person } from '../../../domain/people/people-policy.ts';
import { escalationValues } from '../../../domain/texts/escalation-words.ts';
import { type Mailer, mailer } from '../../adapters/mailer.ts';
import { type NoticesSent, noticesSent } from '../../adapters/notices-sent.ts';
import { settings } from '../../runtime/settings.ts';
import type { Channel } from './channel.ts';

interface Deps {
  readonly mailer: Mailer;
  readonly sent: NoticesSent;
  readonly publicUrl: string;
}

/** One mail to each, once per ring and person: when the third mail fails, the first two do not come again. */
export function emailChannel({ mailer, sent, publicUrl }: Deps): Channel {
  return {
    available: true,
    tell: async (call, people, now) => {
      for (const person of people) {
        const told = `${call.eventId}#${personIdOf(person.email)}`;
        if (await sent.already(told)) continue;
        const locale = localeOf(person);
        const statusUrl = `${publicUrl}/clocks/${encodeURIComponent(call.clockId)}`;
        const values = { ...escalationValues(call, person, locale, now), statusUrl };
        await mailer.send({ to: person.email, notice: 'escalation', locale, values, caseId: call.caseId });
        await sent.remember(told, now);
      }
    },
  };
}

function localeOf({ locale }: Person): string {
  return locale ?? 'en-GB';
}

export function email(): Channel {
  return emailChannel({ mailer: mailer(), sent: noticesSent(), publicUrl: settings().publicUrl });
}
