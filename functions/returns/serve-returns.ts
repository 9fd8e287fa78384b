import { cases } from '../adapters/cases.ts';
import { claims } from '../adapters/claims.ts';
import { orders } from '../adapters/orders.ts';
import { payoutAccounts } from '../adapters/payout-accounts.ts';
import { people } from '../adapters/people.ts';
import { policies } from '../adapters/policies.ts';
import { slaEditions } from '../adapters/sla-editions.ts';
import { storeCredits } from '../adapters/store-credits.ts';
import { tracking } from '../adapters/tracking.ts';
import { uploads } from '../adapters/uploads.ts';
import { api } from '../runtime/api.ts';
import { settings } from '../runtime/settings.ts';
import { cancel } from './routes/cancel.ts';
import { extend } from './routes/extend.ts';
import { label } from './routes/label.ts';
import { payoutDetails } from './routes/payout-details.ts';
import { quote } from './routes/quote.ts';
import { read } from './routes/read.ts';
import { shipped } from './routes/shipped.ts';
import { submit } from './routes/submit.ts';
import { upload } from './routes/upload.ts';
import { dispute, message } from './routes/write.ts';

/** Serves returns to customers: what would it bring, submit it, follow it, take it back, send it. */
export const { handler, routes } = api({
  connect: () => ({
    cases: cases(),
    claims: claims(),
    accounts: payoutAccounts(),
    credits: storeCredits(),
    orders: orders(),
    people: people(),
    policies: policies(),
    editions: slaEditions(),
    tracking: tracking(),
    uploads: uploads(),
    publicUrl: settings().publicUrl,
  }),
  routes: [quote, submit, read, label, cancel, extend, shipped, payoutDetails, message, dispute, upload],
});
