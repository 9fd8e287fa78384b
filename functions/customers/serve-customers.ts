import { api } from '../runtime/api.ts';
import { customerDesk } from './customer-desk.ts';
import { eraseCustomer, exportCustomer, showErasure } from './routes/privacy.ts';

/** What managers do with a customer's own data: hand it out, erase it. */
export const { handler, routes } = api({ connect: customerDesk, routes: [exportCustomer, eraseCustomer, showErasure] });
