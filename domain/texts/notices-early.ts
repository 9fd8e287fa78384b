import { bringToStoreEn, bringToStoreId } from './ways-back.ts';

/** What customers read whose money goes back before the goods are here, in English. `{refunded}` says when it goes. */
export const earlyNoticesEn = {
  'approved-own-postage-early': {
    subject: '{caseId}: your return is approved',
    lines: [
      'Hello {name},',
      '{because}',
      'Please pack the items and send them with a carrier of your choice. Write {caseId} on the parcel, and tell us the carrier and the tracking number on the page of your return.',
      '{items}',
    ],
    promise: 'Send the parcel by {sendBy}. {refunded}',
    button: 'See your return',
  },
  'approved-store-early': {
    subject: '{caseId}: your return is approved',
    lines: bringToStoreEn,
    promise: 'Bring them by {sendBy}. {refunded}',
    button: 'See your return',
  },
  'label-early': {
    subject: '{caseId}: your postage label is ready',
    lines: ['Hello {name},', 'the label for your parcel is ready on the page of your return. Print it, or show the code at the counter.'],
    promise: 'Send the parcel by {sendBy}. {refunded}',
    button: 'See your return',
  },
  'expiring-early': {
    subject: '{caseId}: last days to send your parcel',
    lines: [
      'Hello {name},',
      'we have refunded you already, and the time to send your items back ends soon. You can extend it on the page of your return.',
      '{items}',
    ],
    promise: 'If they are not here by {sendBy}, a person writes to you about the money.',
    button: 'See your return',
  },
  'pieces-missing-early': {
    subject: '{caseId}: some items have not arrived',
    lines: [
      'Hello {name},',
      'we checked your parcel: {open} of the announced items were not in it. We have refunded you for them already.',
    ],
    promise: 'Send the missing items by {sendBy}.',
    button: 'See your return',
  },
  'rejected-early': {
    subject: '{caseId}: some items could not be accepted',
    lines: [
      'Hello {name},',
      'we checked your parcel. {rejected} of the items could not be accepted: they are not the items sold, or not in a condition that we can take back. As we have refunded you for them already, a person looks at it and writes to you if anything is to be settled; please pay nothing back before.',
    ],
    promise: 'If you write to us by {answerBy}, a person answers you within two working days.',
    button: 'See your return',
  },
  'rejected-and-missing-early': {
    subject: '{caseId}: some items could not be accepted, some have not arrived',
    lines: [
      'Hello {name},',
      'we checked your parcel. {rejected} of the items could not be accepted: they are not the items sold, or not in a condition that we can take back. As we have refunded you for them already, a person looks at it and writes to you if anything is to be settled; please pay nothing back before.',
      'Another {open} of the announced items were not in the parcel. If you think that we are wrong, write to us by {answerBy} and a person answers you within two working days.',
    ],
    promise: 'Send the missing items by {sendBy}.',
    button: 'See your return',
  },
};

/** The same in Indonesian. */
export const earlyNoticesId = {
  'approved-own-postage-early': {
    subject: '{caseId}: retur Anda disetujui',
    lines: [
      'Halo {name},',
      '{because}',
      'Silakan kemas barangnya dan kirim dengan jasa kirim pilihan Anda. Tulis {caseId} di paketnya, lalu beri tahu kami jasa kirim dan nomor resinya di halaman retur Anda.',
      '{items}',
    ],
    promise: 'Kirim paketnya paling lambat {sendBy}. {refunded}',
    button: 'Lihat retur Anda',
  },
  'approved-store-early': {
    subject: '{caseId}: retur Anda disetujui',
    lines: bringToStoreId,
    promise: 'Bawa barangnya paling lambat {sendBy}. {refunded}',
    button: 'Lihat retur Anda',
  },
  'label-early': {
    subject: '{caseId}: label pengiriman Anda siap',
    lines: [
      'Halo {name},',
      'label untuk paket Anda sudah tersedia di halaman retur Anda. Cetak labelnya, atau tunjukkan kodenya di loket.',
    ],
    promise: 'Kirim paketnya paling lambat {sendBy}. {refunded}',
    button: 'Lihat retur Anda',
  },
  'expiring-early': {
    subject: '{caseId}: hari-hari terakhir untuk mengirim paket Anda',
    lines: [
      'Halo {name},',
      'dana Anda sudah kami kembalikan, dan waktu untuk mengirim kembali barangnya segera berakhir. Anda dapat memperpanjangnya di halaman retur Anda.',
      '{items}',
    ],
    promise: 'Jika barangnya belum tiba pada {sendBy}, seorang petugas menghubungi Anda tentang dana itu.',
    button: 'Lihat retur Anda',
  },
  'pieces-missing-early': {
    subject: '{caseId}: sebagian barang belum tiba',
    lines: [
      'Halo {name},',
      'kami telah memeriksa paket Anda: {open} barang yang diumumkan tidak ada di dalamnya. Dananya sudah kami kembalikan kepada Anda.',
    ],
    promise: 'Kirim barang yang kurang paling lambat {sendBy}.',
    button: 'Lihat retur Anda',
  },
  'rejected-early': {
    subject: '{caseId}: sebagian barang tidak dapat diterima',
    lines: [
      'Halo {name},',
      'kami telah memeriksa paket Anda. {rejected} barang tidak dapat kami terima: bukan barang yang kami jual, atau kondisinya tidak memungkinkan untuk dikembalikan. Karena dananya sudah kami kembalikan, seorang petugas memeriksanya dan menulis kepada Anda jika ada yang perlu diselesaikan; mohon jangan membayar apa pun sebelumnya.',
    ],
    promise: 'Jika Anda menulis paling lambat {answerBy}, seorang petugas menjawab dalam dua hari kerja.',
    button: 'Lihat retur Anda',
  },
  'rejected-and-missing-early': {
    subject: '{caseId}: sebagian barang tidak dapat diterima, sebagian belum tiba',
    lines: [
      'Halo {name},',
      'kami telah memeriksa paket Anda. {rejected} barang tidak dapat kami terima: bukan barang yang kami jual, atau kondisinya tidak memungkinkan untuk dikembalikan. Karena dananya sudah kami kembalikan, seorang petugas memeriksanya dan menulis kepada Anda jika ada yang perlu diselesaikan; mohon jangan membayar apa pun sebelumnya.',
      'Selain itu {open} barang yang diumumkan tidak ada di dalam paket. Jika menurut Anda kami keliru, tulis kepada kami paling lambat {answerBy} dan seorang petugas menjawab dalam dua hari kerja.',
    ],
    promise: 'Kirim barang yang kurang paling lambat {sendBy}.',
    button: 'Lihat retur Anda',
  },
};
