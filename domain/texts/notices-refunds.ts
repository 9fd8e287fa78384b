/** What customers read when their money is on its way or became store credit, in English. */
export const refundNoticesEn = {
  refunded: {
    subject: '{caseId}: your refund of {amount}',
    lines: ['Hello {name},', 'we have refunded {amount} to {method}.'],
    promise: 'You see the money by {visibleBy}.',
    button: 'See your return',
  },
  'refunded-in-parts': {
    subject: '{caseId}: your refund of {amount}',
    lines: ['Hello {name},', 'we have refunded {amount} to {method}.', 'This is how it comes about:', '{parts}'],
    promise: 'You see the money by {visibleBy}.',
    button: 'See your return',
  },
  'payout-reminder': {
    subject: '{caseId}: where shall your refund of {amount} go?',
    lines: [
      'Hello {name},',
      'we would like to transfer {amount} to you, but do not know to which account. Please tell us on the page of your return. It is kept encrypted and erased 30 days after the payment. Please never send account details by mail.',
    ],
    promise: 'Once we know the account, we pay within five days. If we do not know it by {tellBy}, a person gets in touch with you.',
    button: 'Say where it shall go',
  },
  'closed-without-refund': {
    subject: '{caseId}: your return is complete, nothing is refunded',
    lines: [
      'Hello {name},',
      'your return for order {orderId} is settled, and nothing is left to refund. This is how it comes about:',
      '{parts}',
    ],
    promise: 'If something is not right, answer on the page of your return by {answerBy}; a person reads it.',
    button: 'See your return',
  },
  credited: {
    subject: '{caseId}: your store credit of {total}',
    lines: ['Hello {name},', 'we have added {total} to your store credit. This is how it comes about:', '{parts}'],
    promise: 'You can spend it from {visibleBy} on, and it does not run out.',
    button: 'See your return',
  },
  'credited-until': {
    subject: '{caseId}: your store credit of {total}',
    lines: ['Hello {name},', 'we have added {total} to your store credit. This is how it comes about:', '{parts}'],
    promise: 'You can spend it from {visibleBy} on, until {until}.',
    button: 'See your return',
  },
};

/** The same in Indonesian. */
export const refundNoticesId = {
  refunded: {
    subject: '{caseId}: pengembalian dana {amount}',
    lines: ['Halo {name},', 'kami telah mengembalikan {amount} ke {method}.'],
    promise: 'Dana terlihat paling lambat {visibleBy}.',
    button: 'Lihat retur Anda',
  },
  'refunded-in-parts': {
    subject: '{caseId}: pengembalian dana {amount}',
    lines: ['Halo {name},', 'kami telah mengembalikan {amount} ke {method}.', 'Rinciannya sebagai berikut:', '{parts}'],
    promise: 'Dana terlihat paling lambat {visibleBy}.',
    button: 'Lihat retur Anda',
  },
  'payout-reminder': {
    subject: '{caseId}: ke mana dana Anda sebesar {amount} harus dikirim?',
    lines: [
      'Halo {name},',
      'kami ingin mentransfer {amount} kepada Anda, tetapi belum tahu ke rekening mana. Beri tahu kami di halaman retur Anda. Data itu disimpan terenkripsi dan dihapus 30 hari setelah pembayaran. Jangan pernah mengirim data rekening lewat email.',
    ],
    promise:
      'Setelah rekeningnya kami ketahui, kami membayar dalam lima hari. Jika belum kami ketahui sampai {tellBy}, seorang petugas menghubungi Anda.',
    button: 'Sebutkan rekening tujuan',
  },
  'closed-without-refund': {
    subject: '{caseId}: retur Anda selesai, tidak ada dana yang dikembalikan',
    lines: [
      'Halo {name},',
      'retur untuk pesanan {orderId} sudah selesai, dan tidak ada dana yang tersisa untuk dikembalikan. Rinciannya:',
      '{parts}',
    ],
    promise: 'Jika ada yang tidak sesuai, balas di halaman retur Anda paling lambat {answerBy}; seorang petugas akan membacanya.',
    button: 'Lihat retur Anda',
  },
  credited: {
    subject: '{caseId}: saldo toko Anda {total}',
    lines: ['Halo {name},', 'kami telah menambahkan {total} ke saldo toko Anda. Rinciannya sebagai berikut:', '{parts}'],
    promise: 'Saldo dapat dipakai mulai {visibleBy} dan tidak kedaluwarsa.',
    button: 'Lihat retur Anda',
  },
  'credited-until': {
    subject: '{caseId}: saldo toko Anda {total}',
    lines: ['Halo {name},', 'kami telah menambahkan {total} ke saldo toko Anda. Rinciannya sebagai berikut:', '{parts}'],
    promise: 'Saldo dapat dipakai mulai {visibleBy} sampai {until}.',
    button: 'Lihat retur Anda',
  },
};
