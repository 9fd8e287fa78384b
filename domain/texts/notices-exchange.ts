import { bringToStoreEn, bringToStoreId, packAndSendEn, packAndSendId } from './ways-back.ts';

/** What customers read while they get something else for what they sent back, in English. */
export const exchangeNoticesEn = {
  'approved-own-postage-exchange': {
    subject: '{caseId}: your return is approved',
    lines: packAndSendEn,
    promise: 'Send the parcel by {sendBy}. Once it is here, we check it and have your exchange sent without delay.',
    button: 'See your return',
  },
  'approved-store-exchange': {
    subject: '{caseId}: your return is approved',
    lines: bringToStoreEn,
    promise: 'Bring them by {sendBy}. Once they are here, we check them and have your exchange sent without delay.',
    button: 'See your return',
  },
  'approved-keep-item-exchange': {
    subject: '{caseId}: your exchange is approved, keep the items',
    lines: ['Hello {name},', '{because}', 'You need not send anything back.', '{items}'],
    promise: 'You hear that your exchange was sent by {promisedBy}.',
    button: 'See your return',
  },
  'exchange-requested': {
    subject: '{caseId}: your exchange is being prepared',
    lines: ['Hello {name},', 'we have asked for your exchange to be sent:', '{parts}'],
    promise: 'You hear by {promisedBy} that it was sent. If it cannot be, we refund you.',
    button: 'See your return',
  },
  'exchange-requested-dearer': {
    subject: '{caseId}: your exchange is being prepared',
    lines: [
      'Hello {name},',
      'we have asked for your exchange to be sent:',
      '{parts}',
      'The shop asks you for the difference of {difference}; we never ask for card or account numbers by mail.',
    ],
    promise: 'You hear by {promisedBy} that it was sent. If it cannot be, we refund you.',
    button: 'See your return',
  },
  exchanged: {
    subject: '{caseId}: your exchange was sent',
    lines: ['Hello {name},', 'the shop has sent your exchange:', '{parts}'],
    promise:
      'If it has not arrived, or is not what you asked for, write to us by {answerBy}; a person answers you within two working days.',
    button: 'See your return',
  },
  'exchange-declined': {
    subject: '{caseId}: we refund you instead of the exchange',
    lines: ['Hello {name},', 'we are sorry: the shop cannot send your exchange. We refund you what you sent back instead.', '{items}'],
    promise: 'Your refund is on its way by {promisedBy}.',
    button: 'See your return',
  },
  'closed-exchanged': {
    subject: '{caseId}: your return is complete',
    lines: [
      'Hello {name},',
      'everything about your return for order {orderId} is settled: your exchange was sent. Refunded besides: {amount}.',
    ],
    promise: 'If something is not right, answer on the page of your return by {answerBy}; a person reads it.',
    button: 'See your return',
  },
};

/** The same in Indonesian. */
export const exchangeNoticesId = {
  'approved-own-postage-exchange': {
    subject: '{caseId}: retur Anda disetujui',
    lines: packAndSendId,
    promise: 'Kirim paketnya paling lambat {sendBy}. Setelah tiba, kami memeriksanya dan segera meminta penggantinya dikirim.',
    button: 'Lihat retur Anda',
  },
  'approved-store-exchange': {
    subject: '{caseId}: retur Anda disetujui',
    lines: bringToStoreId,
    promise: 'Bawa barangnya paling lambat {sendBy}. Setelah tiba, kami memeriksanya dan segera meminta penggantinya dikirim.',
    button: 'Lihat retur Anda',
  },
  'approved-keep-item-exchange': {
    subject: '{caseId}: penukaran Anda disetujui, simpan saja barangnya',
    lines: ['Halo {name},', '{because}', 'Anda tidak perlu mengirim apa pun.', '{items}'],
    promise: 'Kabar bahwa penggantinya sudah dikirim Anda terima paling lambat {promisedBy}.',
    button: 'Lihat retur Anda',
  },
  'exchange-requested': {
    subject: '{caseId}: penukaran Anda sedang disiapkan',
    lines: ['Halo {name},', 'kami telah meminta barang pengganti Anda dikirim:', '{parts}'],
    promise: 'Kabar pengirimannya Anda terima paling lambat {promisedBy}. Jika tidak dapat dikirim, dana Anda kami kembalikan.',
    button: 'Lihat retur Anda',
  },
  'exchange-requested-dearer': {
    subject: '{caseId}: penukaran Anda sedang disiapkan',
    lines: [
      'Halo {name},',
      'kami telah meminta barang pengganti Anda dikirim:',
      '{parts}',
      'Toko akan menagih selisih sebesar {difference}; kami tidak pernah meminta nomor kartu atau rekening melalui email.',
    ],
    promise: 'Kabar pengirimannya Anda terima paling lambat {promisedBy}. Jika tidak dapat dikirim, dana Anda kami kembalikan.',
    button: 'Lihat retur Anda',
  },
  exchanged: {
    subject: '{caseId}: barang pengganti Anda sudah dikirim',
    lines: ['Halo {name},', 'toko telah mengirim barang pengganti Anda:', '{parts}'],
    promise:
      'Jika belum tiba atau tidak sesuai, tulis kepada kami paling lambat {answerBy}; seorang petugas menjawab dalam dua hari kerja.',
    button: 'Lihat retur Anda',
  },
  'exchange-declined': {
    subject: '{caseId}: dana Anda kami kembalikan sebagai ganti penukaran',
    lines: [
      'Halo {name},',
      'mohon maaf: toko tidak dapat mengirim barang pengganti Anda. Sebagai gantinya kami mengembalikan dana Anda.',
      '{items}',
    ],
    promise: 'Pengembalian dana Anda diproses paling lambat {promisedBy}.',
    button: 'Lihat retur Anda',
  },
  'closed-exchanged': {
    subject: '{caseId}: retur Anda selesai',
    lines: [
      'Halo {name},',
      'semua tentang retur Anda untuk pesanan {orderId} sudah selesai: barang pengganti Anda sudah dikirim. Dana yang dikembalikan selain itu: {amount}.',
    ],
    promise: 'Jika ada yang tidak benar, balas di halaman retur Anda paling lambat {answerBy}; seorang petugas akan membacanya.',
    button: 'Lihat retur Anda',
  },
};
