import * as z from 'zod';
import type { Because } from '../cases/because.ts';
import { LineId, OrderId } from '../identifiers.ts';
import type { SoldOrder } from '../orders/order.ts';
import { Remedy, Route } from './return-case.ts';
import type { ReturnPolicy } from './return-policy.ts';
import type { Counters } from './returnable.ts';

export const RequestedLine = z.strictObject({
  lineId: LineId,
  quantity: z.int().min(1).max(1_000_000),
  reason: z.string().min(1).max(64),
  comment: z.string().max(2000).optional(),
  /** Upload ids. */
  photos: z.array(z.string().min(1).max(128)).max(10).optional(),
});
export type RequestedLine = z.infer<typeof RequestedLine>;

/** The body of `POST /returns` and `POST /returns/quote`. */
export const ReturnRequest = z.strictObject({
  orderId: OrderId,
  lines: z.array(RequestedLine).min(1).max(50),
  remedy: Remedy,
  route: Route.default('own-postage'),
});
export type ReturnRequest = z.infer<typeof ReturnRequest>;

/** Where in the body something is wrong (JSON pointer), and what. */
export interface RequestFault {
  readonly pointer: string;
  readonly because: Because;
}

/** What is wrong with a well-formed request, all of it: nothing wrong = empty. Policy's refusals are no faults. */
export function checkRequest(_request: ReturnRequest, _order: SoldOrder, _counters: Counters, _policy: ReturnPolicy): RequestFault[] {
  throw new Error('not written yet');
}
