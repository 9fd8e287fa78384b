import type { Person } from '../people/people-policy.ts';
import type { Reach } from '../sla/reach.ts';
import type { SlaMeasure } from '../sla/sla-measure.ts';
import { en } from './en.ts';
import { languageOf, readableLocale } from './fill.ts';
import { id } from './id.ts';

/** What a mail about a deadline says beside its fixed text. */
export interface EscalationFacts {
  readonly caseId: string;
  readonly measure: SlaMeasure;
  readonly dueAt: string;
  readonly action: 'notify' | 'acknowledge' | 'reassign' | 'raise-priority';
  readonly how: Reach['how'];
}

const words = {
  en: {
    how: {
      named: 'You are told because this deadline names you.',
      deputy: 'You are told because you stand in for a colleague who is away.',
      'next-level': 'You are told because nobody below you is in reach.',
      fallback: 'You are told because nobody else is in reach. The case is an open task now.',
    },
    action: {
      notify: 'Answer the customer, or acknowledge that you take care of it.',
      acknowledge: 'Please acknowledge that you take care of it: open the page and press the button.',
      reassign: 'The case belongs to you from now on.',
      'raise-priority': 'The priority of the case was raised.',
    },
    left: '{time} left',
    late: 'late by {time}',
    now: 'due now',
  },
  id: {
    how: {
      named: 'Anda diberi tahu karena batas waktu ini menyebut Anda.',
      deputy: 'Anda diberi tahu karena Anda menggantikan rekan yang sedang tidak bertugas.',
      'next-level': 'Anda diberi tahu karena tidak ada petugas di bawah Anda yang dapat dihubungi.',
      fallback: 'Anda diberi tahu karena tidak ada orang lain yang dapat dihubungi. Kasus ini sekarang menjadi tugas terbuka.',
    },
    action: {
      notify: 'Jawab pelanggan, atau konfirmasikan bahwa Anda menanganinya.',
      acknowledge: 'Mohon konfirmasikan bahwa Anda menanganinya: buka halaman dan tekan tombolnya.',
      reassign: 'Mulai sekarang kasus ini menjadi tanggung jawab Anda.',
      'raise-priority': 'Prioritas kasus ini dinaikkan.',
    },
    left: 'tersisa {time}',
    late: 'terlambat {time}',
    now: 'jatuh tempo sekarang',
  },
} as const;

/** The values of the notice `escalation`, in the reader's language and time zone. */
export function escalationValues(
  { caseId, measure, dueAt, action, how }: EscalationFacts,
  { name, zone }: Pick<Person, 'name' | 'zone'>,
  locale: string,
  now: Date,
): Record<string, string> {
  const said = words[languageOf(locale)];
  const sentences: Readonly<Record<string, string>> = languageOf(locale) === 'id' ? id : en;
  return {
    name,
    caseId,
    what: sentences[`measure.${measure}`] ?? measure,
    due: momentIn(zone, dueAt, locale),
    left: timeLeft(dueAt, now, locale),
    why: said.how[how],
    ask: said.action[action],
  };
}

/** An instant as somebody in that zone writes it, with the zone. */
export function momentIn(zone: string, instant: string, locale: string): string {
  const parts = { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
  return new Intl.DateTimeFormat(readableLocale(locale), { ...parts, timeZone: zone }).format(new Date(instant));
}

/** `2 hours left`, `late by 3 days 4 hours`: the two largest units, rounded down to minutes. */
export function timeLeft(dueAt: string, now: Date, locale: string): string {
  const said = words[languageOf(locale)];
  const minutes = Math.trunc((Date.parse(dueAt) - now.getTime()) / 60_000);
  if (minutes === 0) return said.now;
  const whole = Math.abs(minutes);
  const units = { day: Math.floor(whole / 1440), hour: Math.floor(whole / 60) % 24, minute: whole % 60 };
  const time = Object.entries(units)
    .filter(([, count]) => count > 0)
    .slice(0, 2)
    .map(([unit, count]) => new Intl.NumberFormat(readableLocale(locale), { style: 'unit', unit, unitDisplay: 'long' }).format(count))
    .join(' ');
  return (minutes > 0 ? said.left : said.late).replace('{time}', time);
}
