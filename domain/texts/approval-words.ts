import type { HandedOver } from '../approvals/handed-over.ts';
import { formatMoney } from '../format-money.ts';
import type { CustomerHistory } from '../returns/customer-history.ts';
import { languageOf, readableLocale } from './fill.ts';

/** Why a mail about an approval comes now. */
export type ToldWhy = 'asked' | 'unanswered' | 'expiring' | 'unread' | HandedOver;

const why: Record<'en' | 'id', Record<ToldWhy, string>> = {
  en: {
    asked: 'you are asked to decide about a return.',
    unanswered: 'a return still waits for your decision.',
    expiring: 'a return still waits for your decision, and the time to decide ends soon. This is the last reminder.',
    unread: 'a return waits for your decision. You were told elsewhere an hour ago and have not looked yet.',
    deputy: 'you are asked to decide about a return, because you stand in for a colleague who is away.',
    back: 'a decision about a return comes back to you: your absence is over.',
    reassigned: 'a colleague passed a decision about a return on to you.',
    'next-level': 'a return was approved so far, and it is now your turn to decide.',
    silence: 'you are asked to decide about a return, because nobody who was asked before has answered.',
    rules: 'you are asked to decide about a return, because the rules or the people who decide have changed.',
  },
  id: {
    asked: 'Anda diminta memutuskan sebuah retur.',
    unanswered: 'sebuah retur masih menunggu keputusan Anda.',
    expiring: 'sebuah retur masih menunggu keputusan Anda, dan waktu untuk memutuskan segera berakhir. Ini pengingat terakhir.',
    unread: 'sebuah retur menunggu keputusan Anda. Anda sudah diberi tahu di tempat lain satu jam lalu dan belum melihatnya.',
    deputy: 'Anda diminta memutuskan sebuah retur karena Anda menggantikan rekan yang sedang tidak bertugas.',
    back: 'keputusan tentang sebuah retur kembali kepada Anda: ketidakhadiran Anda telah berakhir.',
    reassigned: 'seorang rekan meneruskan keputusan tentang sebuah retur kepada Anda.',
    'next-level': 'sebuah retur telah disetujui sejauh ini, dan sekarang giliran Anda memutuskan.',
    silence: 'Anda diminta memutuskan sebuah retur karena belum ada yang menjawab dari mereka yang ditanya sebelumnya.',
    rules: 'Anda diminta memutuskan sebuah retur karena aturan atau orang yang memutuskan telah berubah.',
  },
};

/** Why this mail comes, as the rest of a sentence that begins with a greeting. */
export function saidWhy(reason: ToldWhy, locale: string): string {
  return why[languageOf(locale)][reason];
}

/** A customer's history in one line: `3 returns in 12 months, 2 refunded, £41.40`. */
export function historyLine({ returns, refunded, sums }: CustomerHistory, locale: string): string {
  const id = languageOf(locale) === 'id';
  if (returns === 0) return id ? 'retur pertama dalam 12 bulan' : 'the first return in 12 months';
  const money = sums.map((sum) => formatMoney(sum, readableLocale(locale)));
  const counted = id ? `${returns} retur lain dalam 12 bulan` : `${returns} other ${returns === 1 ? 'return' : 'returns'} in 12 months`;
  return [counted, id ? `${refunded} dananya dikembalikan` : `${refunded} refunded`, ...money].join(', ');
}

/** What became of an approval that somebody was asked about. `by`: who decided, `at`: when, as the reader writes it. */
export type ApprovalNews =
  | { readonly news: 'approve' | 'refuse'; readonly by: string; readonly at: string }
  | { readonly news: 'terms-changed' | 'expired' | 'case-ended' };

/** The sentence that tells those who were asked that nothing waits for them any more. */
export function saidNews(news: ApprovalNews, locale: string): string {
  const id = languageOf(locale) === 'id';
  switch (news.news) {
    case 'approve':
      return id ? `${news.by} menyetujuinya pada ${news.at}.` : `${news.by} approved it on ${news.at}.`;
    case 'refuse':
      return id ? `${news.by} menolaknya pada ${news.at}.` : `${news.by} refused it on ${news.at}.`;
    case 'terms-changed':
      return id
        ? 'Ketentuannya berubah, sehingga pertanyaan ini tidak berlaku lagi. Halamannya menunjukkan apa yang ditanyakan sekarang.'
        : 'Its terms changed, so this question no longer counts. The page shows what is asked now.';
    case 'expired':
      return id
        ? 'Waktu untuk memutuskan telah habis; kasusnya menjadi tugas seseorang.'
        : 'The time to decide is over; the case is a person’s task now.';
    case 'case-ended':
      return id ? 'Kasusnya berakhir tanpa keputusan ini.' : 'The case ended without this decision.';
  }
}
