import { codes } from '../adapters/codes.ts';
import { limits } from '../adapters/limits.ts';
import { orders } from '../adapters/orders.ts';
import { policies } from '../adapters/policies.ts';
import { tokens } from '../adapters/tokens.ts';
import { api } from '../runtime/api.ts';
import { askForOrder } from './routes/ask-for-order.ts';
import { enterCode } from './routes/enter-code.ts';

/** Serves lookups: how a customer gets to see an order. */
export const { handler, routes } = api({
  connect: () => ({ codes: codes(), limits: limits(), tokens: tokens(), orders: orders(), policies: policies() }),
  routes: [askForOrder, enterCode],
});
