import { approvalNoticesEn } from './notices-approvals.ts';
import { earlyNoticesEn } from './notices-early.ts';
import { exchangeNoticesEn } from './notices-exchange.ts';
import { refundNoticesEn } from './notices-refunds.ts';
import { bringToStoreEn, packAndSendEn } from './ways-back.ts';

/**
 * What a notice says: `lines` are paragraphs, `promise` is the next thing that happens and by when, `button` labels the
 * link to the case. `{name}` is filled in; a value that is missing is an error, so no mail leaves with a blank.
 */
export interface NoticeText {
  readonly subject: string;
  readonly lines: readonly string[];
  readonly promise: string;
  readonly button?: string;
}

const button = 'See your return';

export const noticesEn = {
  code: {
    subject: 'Your code for order {orderId}',
    lines: [
      'Hello,',
      'Your code is {code}.',
      'Enter it on the page where you asked for it. If that was not you, ignore this mail: nobody sees your order without the code.',
    ],
    promise: 'The code works until {expiresAt}.',
  },
  'session-code': {
    subject: 'Your sign-in code',
    lines: ['Hello,', 'Your sign-in code is {code}.', 'If you did not ask for it, ignore this mail and tell your manager.'],
    promise: 'The code works until {expiresAt}.',
  },
  ...approvalNoticesEn,
  received: {
    subject: '{caseId}: we have your return request',
    lines: ['Hello {name},', 'we have your request to return items of order {orderId}.', '{items}'],
    promise: 'You hear our decision by {promisedBy}.',
    button,
  },
  'received-closed': {
    subject: '{caseId}: we have your return request',
    lines: [
      'Hello {name},',
      'we have your request to return items of order {orderId}. We are closed just now and back on {backAt}.',
      '{items}',
    ],
    promise: 'You hear our decision by {promisedBy}.',
    button,
  },
  holding: {
    subject: '{caseId}: this takes longer than we said',
    lines: ['Hello {name},', '{because}'],
    promise: 'You hear from us by {promisedBy}.',
    button,
  },
  'still-open': {
    subject: '{caseId}: your return is still with us',
    lines: ['Hello {name},', 'your return is not finished yet, and we are working on it.'],
    promise: 'You hear from us by {promisedBy}.',
    button,
  },
  'approved-own-postage': {
    subject: '{caseId}: your return is approved',
    lines: packAndSendEn,
    promise: 'Send the parcel by {sendBy}. Once it is here, we check it and refund you without delay.',
    button,
  },
  'approved-label': {
    subject: '{caseId}: your return is approved',
    lines: ['Hello {name},', '{because}', 'We are preparing a postage label for you and send it in a separate mail.', '{items}'],
    promise: 'You have the label by {promisedBy}.',
    button,
  },
  'approved-store': {
    subject: '{caseId}: your return is approved',
    lines: bringToStoreEn,
    promise: 'Bring them by {sendBy}. Once they are here, we check them and refund you without delay.',
    button,
  },
  'approved-keep-item': {
    subject: '{caseId}: your return is approved, keep the items',
    lines: ['Hello {name},', '{because}', 'You need not send anything back.'],
    promise: 'Your refund is on its way by {promisedBy}.',
    button,
  },
  refused: {
    subject: '{caseId}: we cannot accept this return',
    lines: [
      'Hello {name},',
      'we looked at your request for order {orderId} and cannot accept it.',
      'The reason: {because}',
      'If you think that this is wrong, answer on the page of your return; a person reads it.',
    ],
    promise: 'If you write to us by {answerBy}, a person answers you within two working days.',
    button,
  },
  label: {
    subject: '{caseId}: your postage label is ready',
    lines: ['Hello {name},', 'the label for your parcel is ready on the page of your return. Print it, or show the code at the counter.'],
    promise: 'Send the parcel by {sendBy}.',
    button,
  },
  reminder: {
    subject: '{caseId}: your parcel is not here yet',
    lines: [
      'Hello {name},',
      'your return is approved, but the items have not arrived yet. If they are on their way, tell us the carrier on the page of your return. If you need more time, you can extend it there.',
      '{items}',
    ],
    promise: 'Send the parcel by {sendBy}.',
    button,
  },
  expiring: {
    subject: '{caseId}: last days to send your parcel',
    lines: ['Hello {name},', 'the time to send your items back ends soon. You can extend it on the page of your return.', '{items}'],
    promise: 'On {sendBy} the return ends and the items stay with you.',
    button,
  },
  'parcel-received': {
    subject: '{caseId}: your parcel is here',
    lines: ['Hello {name},', 'your parcel has arrived. We look at the items now.'],
    promise: 'You hear the result by {promisedBy}.',
    button,
  },
  'pieces-missing': {
    subject: '{caseId}: some items have not arrived',
    lines: [
      'Hello {name},',
      'we checked your parcel: {open} of the announced items were not in it. We refund what arrived; the rest stays open.',
    ],
    promise: 'Send the missing items by {sendBy}.',
    button,
  },
  rejected: {
    subject: '{caseId}: some items could not be accepted',
    lines: [
      'Hello {name},',
      'we checked your parcel. {rejected} of the items could not be accepted: they are not the items sold, or not in a condition that we can take back.',
    ],
    promise: 'If you write to us by {answerBy}, a person answers you within two working days.',
    button,
  },
  'rejected-and-missing': {
    subject: '{caseId}: some items could not be accepted, some have not arrived',
    lines: [
      'Hello {name},',
      'we checked your parcel. {rejected} of the items could not be accepted: they are not the items sold, or not in a condition that we can take back.',
      'Another {open} of the announced items were not in the parcel; they stay open. If you think that we are wrong, write to us by {answerBy} and a person answers you within two working days.',
    ],
    promise: 'Send the missing items by {sendBy}.',
    button,
  },
  ...refundNoticesEn,
  ...exchangeNoticesEn,
  ...earlyNoticesEn,
  'refund-delayed': {
    subject: '{caseId}: your refund needs another way',
    lines: ['Hello {name},', 'the refund of {amount} could not be made automatically. A person arranges it now; you need not do anything.'],
    promise: 'You hear from us by {promisedBy}.',
    button,
  },
  'refund-came-back': {
    subject: '{caseId}: your refund of {amount} came back',
    lines: [
      'Hello {name},',
      'the refund of {amount} that we had made came back to us: the card or account may be closed. Please tell us on the page of your return to which account it shall go instead. Please never send account details by mail.',
    ],
    promise: 'Once we know the account, we pay within five days. You hear from us by {promisedBy} in any case.',
    button: 'Say where it shall go',
  },
  'payout-details': {
    subject: '{caseId}: where shall your refund of {amount} go?',
    lines: [
      'Hello {name},',
      'the way you paid takes no refunds, so we transfer {amount} to an account of yours. Please tell us on the page of your return to which. It is kept encrypted and erased 30 days after the payment. Please never send account details by mail.',
    ],
    promise: 'Once we know the account, we pay within five days. You hear from us by {promisedBy} in any case.',
    button: 'Say where it shall go',
  },
  closed: {
    subject: '{caseId}: your return is complete',
    lines: ['Hello {name},', 'everything about your return for order {orderId} is settled. Refunded in all: {amount}.'],
    promise: 'If something is not right, answer on the page of your return by {answerBy}; a person reads it.',
    button,
  },
  cancelled: {
    subject: '{caseId}: your return is cancelled',
    lines: ['Hello {name},', 'the return for order {orderId} is cancelled. Nothing was charged or refunded.'],
    promise:
      'You can ask again while the items are returnable; the page of your order shows until when. Questions reach a person until {answerBy}.',
    button,
  },
  expired: {
    subject: '{caseId}: your return has ended',
    lines: [
      'Hello {name},',
      'the items did not reach us in time, so the return for order {orderId} has ended. If you sent them, tell us the tracking number and a person looks for them.',
    ],
    promise: 'Write to us by {answerBy} and a person answers you within two working days.',
    button,
  },
  message: {
    subject: '{caseId}: a message about your return',
    lines: ['Hello {name},', '{text}'],
    promise: 'The next date of your return: {promisedBy}.',
    button,
  },
  'message-afterwards': {
    subject: '{caseId}: a message about your return',
    lines: ['Hello {name},', '{text}'],
    promise: 'If you answer by {answerBy}, a person reads it and answers you within two working days.',
    button,
  },
  escalation: {
    subject: '{caseId}: {what} is due, {left}',
    lines: ['Hello {name},', 'in return {caseId}, {what} is due on {due}: {left}.', '{why}'],
    promise: '{ask} It is due on {due}.',
    button: 'Open this deadline',
  },
} as const satisfies Record<string, NoticeText>;

/** How a customer is addressed whose order came without a name. */
export const namelessEn = 'dear customer';

/** Names of the refund methods as the customer reads them. */
export const methodsEn: Record<string, string> = {
  card: 'your card',
  paypal: 'your PayPal account',
  wallet: 'your wallet',
  qris: 'your QRIS wallet',
  'virtual-account': 'your bank account',
  'bank-transfer': 'your bank account',
  cod: 'your bank account',
  'store-credit': 'your store credit',
  other: 'the way you paid',
};
