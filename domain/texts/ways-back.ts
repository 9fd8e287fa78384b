// How goods go back, in the mails that approve a return: the same whatever comes for them, and whenever.

/** By a carrier of the customer's choice, in English. */
export const packAndSendEn = [
  'Hello {name},',
  '{because}',
  'Please pack the items and send them with a carrier of your choice. Write {caseId} on the parcel.',
  '{items}',
];

/** To a store, in English. */
export const bringToStoreEn = ['Hello {name},', '{because}', 'Please bring the items to our store and say the number {caseId}.', '{items}'];

/** By a carrier, in Indonesian. */
export const packAndSendId = [
  'Halo {name},',
  '{because}',
  'Silakan kemas barangnya dan kirim dengan jasa kirim pilihan Anda. Tuliskan {caseId} pada paket.',
  '{items}',
];

/** To a store, in Indonesian. */
export const bringToStoreId = ['Halo {name},', '{because}', 'Silakan bawa barangnya ke toko kami dan sebutkan nomor {caseId}.', '{items}'];
