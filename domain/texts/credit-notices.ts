/** What customers read when their return became store credit, in English. */
export const creditNoticesEn = {
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
export const creditNoticesId = {
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
