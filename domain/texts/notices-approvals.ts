/** What mails to approvers say in English; a subject that repeats keeps a thread together. */
export const approvalNoticesEn = {
  'approval-ask': {
    subject: '{caseId}: {amount} waits for your decision',
    lines: [
      'Hello {name},',
      '{why}',
      'A refund of {amount} for the return {caseId} of order {orderId}:',
      '{items}',
      'The customer: {history}.',
      'Why a person decides: {because}',
    ],
    promise: 'Please decide by {decideBy}.',
    button: 'Look at it and decide',
  },
  'approval-over': {
    subject: 'Re: {caseId}: {amount} waits for your decision',
    lines: ['Hello {name},', 'you were asked to decide about {amount} for the return {caseId}. {news}'],
    promise: 'Nothing waits for you here since {since}.',
    button: 'Look at it',
  },
  'approval-words': {
    subject: 'Re: {caseId}: {amount} waits for your decision',
    lines: ['Hello {name},', '{who} about the decision on {amount} for the return {caseId}:', '{text}'],
    promise: 'The decision is open until {decideBy}.',
    button: 'Look at it',
  },
  'approval-digest': {
    subject: '{count} decisions wait for you',
    lines: ['Hello {name},', 'these returns wait for your decision:', '{items}'],
    promise: 'The first of them ends on {decideBy}.',
    button: 'See them all',
  },
};

/** The same in Indonesian. */
export const approvalNoticesId = {
  'approval-ask': {
    subject: '{caseId}: {amount} menunggu keputusan Anda',
    lines: [
      'Halo {name},',
      '{why}',
      'Pengembalian dana {amount} untuk retur {caseId} dari pesanan {orderId}:',
      '{items}',
      'Pelanggan: {history}.',
      'Mengapa seseorang harus memutuskan: {because}',
    ],
    promise: 'Mohon putuskan paling lambat {decideBy}.',
    button: 'Lihat dan putuskan',
  },
  'approval-over': {
    subject: 'Re: {caseId}: {amount} menunggu keputusan Anda',
    lines: ['Halo {name},', 'Anda diminta memutuskan {amount} untuk retur {caseId}. {news}'],
    promise: 'Tidak ada lagi yang menunggu Anda di sini sejak {since}.',
    button: 'Lihat',
  },
  'approval-words': {
    subject: 'Re: {caseId}: {amount} menunggu keputusan Anda',
    lines: ['Halo {name},', '{who} tentang keputusan atas {amount} untuk retur {caseId}:', '{text}'],
    promise: 'Keputusan ini terbuka sampai {decideBy}.',
    button: 'Lihat',
  },
  'approval-digest': {
    subject: '{count} keputusan menunggu Anda',
    lines: ['Halo {name},', 'retur berikut menunggu keputusan Anda:', '{items}'],
    promise: 'Yang pertama berakhir pada {decideBy}.',
    button: 'Lihat semuanya',
  },
};
