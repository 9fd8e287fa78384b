import { approvalNoticesId } from './notices-approvals.ts';
import { earlyNoticesId } from './notices-early.ts';
import type { NoticeText, noticesEn } from './notices-en.ts';
import { exchangeNoticesId } from './notices-exchange.ts';
import { refundNoticesId } from './notices-refunds.ts';
import { bringToStoreId, packAndSendId } from './ways-back.ts';

const button = 'Lihat retur Anda';

/** The same notices in Indonesian; the type demands every one of them. */
export const noticesId: Record<keyof typeof noticesEn, NoticeText> = {
  code: {
    subject: 'Kode untuk pesanan {orderId}',
    lines: [
      'Halo,',
      'Kode Anda adalah {code}.',
      'Masukkan kode ini di halaman tempat Anda memintanya. Jika bukan Anda yang meminta, abaikan email ini: tanpa kode, tidak ada yang dapat melihat pesanan Anda.',
    ],
    promise: 'Kode berlaku sampai {expiresAt}.',
  },
  'session-code': {
    subject: 'Kode masuk Anda',
    lines: ['Halo,', 'Kode masuk Anda adalah {code}.', 'Jika Anda tidak memintanya, abaikan email ini dan beri tahu manajer Anda.'],
    promise: 'Kode berlaku sampai {expiresAt}.',
  },
  ...approvalNoticesId,
  received: {
    subject: '{caseId}: permintaan retur Anda kami terima',
    lines: ['Halo {name},', 'kami telah menerima permintaan Anda untuk mengembalikan barang dari pesanan {orderId}.', '{items}'],
    promise: 'Anda menerima keputusan kami paling lambat {promisedBy}.',
    button,
  },
  'received-closed': {
    subject: '{caseId}: permintaan retur Anda kami terima',
    lines: [
      'Halo {name},',
      'kami telah menerima permintaan Anda untuk mengembalikan barang dari pesanan {orderId}. Saat ini kami tutup dan kembali pada {backAt}.',
      '{items}',
    ],
    promise: 'Anda menerima keputusan kami paling lambat {promisedBy}.',
    button,
  },
  holding: {
    subject: '{caseId}: ini lebih lama dari yang kami katakan',
    lines: ['Halo {name},', '{because}'],
    promise: 'Anda mendapat kabar dari kami paling lambat {promisedBy}.',
    button,
  },
  'still-open': {
    subject: '{caseId}: retur Anda masih kami tangani',
    lines: ['Halo {name},', 'retur Anda belum selesai, dan kami masih menanganinya.'],
    promise: 'Anda mendapat kabar dari kami paling lambat {promisedBy}.',
    button,
  },
  'approved-own-postage': {
    subject: '{caseId}: retur Anda disetujui',
    lines: packAndSendId,
    promise: 'Kirim paketnya paling lambat {sendBy}. Setelah tiba, kami memeriksanya dan segera mengembalikan dana Anda.',
    button,
  },
  'approved-label': {
    subject: '{caseId}: retur Anda disetujui',
    lines: [
      'Halo {name},',
      '{because}',
      'Kami sedang menyiapkan label pengiriman dan akan mengirimkannya melalui email terpisah.',
      '{items}',
    ],
    promise: 'Label Anda terima paling lambat {promisedBy}.',
    button,
  },
  'approved-store': {
    subject: '{caseId}: retur Anda disetujui',
    lines: bringToStoreId,
    promise: 'Bawa barangnya paling lambat {sendBy}. Setelah tiba, kami memeriksanya dan segera mengembalikan dana Anda.',
    button,
  },
  'approved-keep-item': {
    subject: '{caseId}: retur Anda disetujui, simpan saja barangnya',
    lines: ['Halo {name},', '{because}', 'Anda tidak perlu mengirim apa pun.'],
    promise: 'Pengembalian dana Anda diproses paling lambat {promisedBy}.',
    button,
  },
  refused: {
    subject: '{caseId}: retur ini tidak dapat kami terima',
    lines: [
      'Halo {name},',
      'kami telah memeriksa permintaan Anda untuk pesanan {orderId} dan tidak dapat menerimanya.',
      'Alasannya: {because}',
      'Jika menurut Anda ini keliru, balas di halaman retur Anda; seorang petugas akan membacanya.',
    ],
    promise: 'Jika Anda menulis paling lambat {answerBy}, seorang petugas menjawab dalam dua hari kerja.',
    button,
  },
  label: {
    subject: '{caseId}: label pengiriman Anda siap',
    lines: [
      'Halo {name},',
      'label untuk paket Anda sudah tersedia di halaman retur Anda. Cetak labelnya, atau tunjukkan kodenya di loket.',
    ],
    promise: 'Kirim paketnya paling lambat {sendBy}.',
    button,
  },
  reminder: {
    subject: '{caseId}: paket Anda belum tiba',
    lines: [
      'Halo {name},',
      'retur Anda sudah disetujui, tetapi barangnya belum tiba. Jika sudah dikirim, beri tahu kami jasa kirimnya di halaman retur Anda. Jika perlu waktu lebih, Anda dapat memperpanjangnya di sana.',
      '{items}',
    ],
    promise: 'Kirim paketnya paling lambat {sendBy}.',
    button,
  },
  expiring: {
    subject: '{caseId}: hari-hari terakhir untuk mengirim paket',
    lines: ['Halo {name},', 'batas waktu pengiriman barang segera berakhir. Anda dapat memperpanjangnya di halaman retur Anda.', '{items}'],
    promise: 'Pada {sendBy} retur berakhir dan barang tetap milik Anda.',
    button,
  },
  'parcel-received': {
    subject: '{caseId}: paket Anda sudah tiba',
    lines: ['Halo {name},', 'paket Anda sudah tiba. Kami sedang memeriksa barangnya.'],
    promise: 'Anda menerima hasilnya paling lambat {promisedBy}.',
    button,
  },
  'pieces-missing': {
    subject: '{caseId}: sebagian barang belum tiba',
    lines: [
      'Halo {name},',
      'kami telah memeriksa paket Anda: {open} barang yang diumumkan tidak ada di dalamnya. Dana untuk barang yang tiba kami kembalikan; sisanya tetap terbuka.',
    ],
    promise: 'Kirim barang yang kurang paling lambat {sendBy}.',
    button,
  },
  rejected: {
    subject: '{caseId}: sebagian barang tidak dapat diterima',
    lines: [
      'Halo {name},',
      'kami telah memeriksa paket Anda. {rejected} barang tidak dapat kami terima: bukan barang yang kami jual, atau kondisinya tidak memungkinkan untuk dikembalikan.',
    ],
    promise: 'Jika Anda menulis paling lambat {answerBy}, seorang petugas menjawab dalam dua hari kerja.',
    button,
  },
  'rejected-and-missing': {
    subject: '{caseId}: sebagian barang tidak dapat diterima, sebagian belum tiba',
    lines: [
      'Halo {name},',
      'kami telah memeriksa paket Anda. {rejected} barang tidak dapat kami terima: bukan barang yang kami jual, atau kondisinya tidak memungkinkan untuk dikembalikan.',
      'Selain itu, {open} barang yang diumumkan tidak ada di dalam paket; barang itu tetap terbuka. Jika menurut Anda kami keliru, tulis kepada kami paling lambat {answerBy} dan seorang petugas menjawab dalam dua hari kerja.',
    ],
    promise: 'Kirim barang yang kurang paling lambat {sendBy}.',
    button,
  },
  ...refundNoticesId,
  ...exchangeNoticesId,
  ...earlyNoticesId,
  'refund-delayed': {
    subject: '{caseId}: pengembalian dana Anda perlu cara lain',
    lines: [
      'Halo {name},',
      'pengembalian dana {amount} tidak dapat diproses secara otomatis. Seorang petugas sedang mengurusnya; Anda tidak perlu melakukan apa pun.',
    ],
    promise: 'Anda mendapat kabar paling lambat {promisedBy}.',
    button,
  },
  'refund-came-back': {
    subject: '{caseId}: pengembalian dana Anda sebesar {amount} kembali kepada kami',
    lines: [
      'Halo {name},',
      'pengembalian dana sebesar {amount} yang sudah kami kirim ternyata kembali kepada kami: kartu atau rekeningnya mungkin sudah ditutup. Beri tahu kami di halaman retur Anda ke rekening mana dana harus dikirim. Jangan pernah mengirim data rekening lewat email.',
    ],
    promise: 'Setelah rekeningnya kami ketahui, kami membayar dalam lima hari. Anda pasti mendapat kabar paling lambat {promisedBy}.',
    button: 'Sebutkan rekening tujuan',
  },
  'payout-details': {
    subject: '{caseId}: ke mana dana Anda sebesar {amount} harus dikirim?',
    lines: [
      'Halo {name},',
      'cara pembayaran Anda tidak menerima pengembalian dana, jadi kami mentransfer {amount} ke rekening Anda. Beri tahu kami rekeningnya di halaman retur Anda. Data itu disimpan terenkripsi dan dihapus 30 hari setelah pembayaran. Jangan pernah mengirim data rekening lewat email.',
    ],
    promise: 'Setelah rekeningnya kami ketahui, kami membayar dalam lima hari. Anda pasti mendapat kabar paling lambat {promisedBy}.',
    button: 'Sebutkan rekening tujuan',
  },
  closed: {
    subject: '{caseId}: retur Anda selesai',
    lines: ['Halo {name},', 'semua hal tentang retur untuk pesanan {orderId} sudah selesai. Total dana yang dikembalikan: {amount}.'],
    promise: 'Jika ada yang tidak sesuai, balas di halaman retur Anda paling lambat {answerBy}; seorang petugas akan membacanya.',
    button,
  },
  cancelled: {
    subject: '{caseId}: retur Anda dibatalkan',
    lines: ['Halo {name},', 'retur untuk pesanan {orderId} dibatalkan. Tidak ada biaya maupun pengembalian dana.'],
    promise:
      'Anda dapat meminta lagi selama barang masih dapat diretur; halaman pesanan Anda menunjukkan batasnya. Pertanyaan dibaca petugas sampai {answerBy}.',
    button,
  },
  expired: {
    subject: '{caseId}: retur Anda berakhir',
    lines: [
      'Halo {name},',
      'barang tidak sampai kepada kami tepat waktu, sehingga retur untuk pesanan {orderId} berakhir. Jika Anda sudah mengirimnya, beri tahu kami nomor pelacakannya dan seorang petugas akan mencarinya.',
    ],
    promise: 'Tulis kepada kami paling lambat {answerBy} dan seorang petugas menjawab dalam dua hari kerja.',
    button,
  },
  message: {
    subject: '{caseId}: pesan tentang retur Anda',
    lines: ['Halo {name},', '{text}'],
    promise: 'Tanggal berikutnya untuk retur Anda: {promisedBy}.',
    button,
  },
  'message-afterwards': {
    subject: '{caseId}: pesan tentang retur Anda',
    lines: ['Halo {name},', '{text}'],
    promise: 'Jika Anda membalas paling lambat {answerBy}, seorang petugas membacanya dan menjawab dalam dua hari kerja.',
    button,
  },
  escalation: {
    subject: '{caseId}: {what} jatuh tempo, {left}',
    lines: ['Halo {name},', 'pada retur {caseId}, {what} jatuh tempo {due}: {left}.', '{why}'],
    promise: '{ask} Jatuh temponya {due}.',
    button: 'Buka batas waktu ini',
  },
};

/** How a customer is addressed whose order came without a name. */
export const namelessId = 'pelanggan yang terhormat';

/** Names of the refund methods as the customer reads them. */
export const methodsId: Record<string, string> = {
  card: 'kartu Anda',
  paypal: 'akun PayPal Anda',
  wallet: 'dompet digital Anda',
  qris: 'dompet QRIS Anda',
  'virtual-account': 'rekening bank Anda',
  'bank-transfer': 'rekening bank Anda',
  cod: 'rekening bank Anda',
  'store-credit': 'saldo toko Anda',
  other: 'cara pembayaran Anda',
};
