import * as z from 'zod';
import type { Because } from '../cases/because.ts';
import { LineId, OrderId } from '../identifiers.ts';
import type { OrderLine, SoldOrder } from '../orders/order.ts';
import { articlesFor, wantedFor } from '../refunds/to-exchange.ts';
import { Sku } from './exchange.ts';
import { codesOf, reasonOf } from './reasons.ts';
import { Remedy, Route } from './return-case.ts';
import type { ReturnPolicy } from './return-policy.ts';
import { type Counters, stillReturnable } from './returnable.ts';

export const RequestedLine = z.strictObject({
  lineId: LineId,
  quantity: z.int().min(1).max(1_000_000),
  reason: z.string().min(1).max(64),
  comment: z.string().max(2000).optional(),
  /** Upload ids. */
  photos: z.array(z.string().min(1).max(128)).max(10).optional(),
  /** With remedy `exchange`: the sku that is wanted instead; without it the same again. */
  exchangeFor: Sku.optional(),
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
export function checkRequest(request: ReturnRequest, order: SoldOrder, counters: Counters, policy: ReturnPolicy): RequestFault[] {
  return request.lines.flatMap((asked, index) => {
    const pointer = `/lines/${index}`;
    const line = order.lines.find(({ lineId }) => lineId === asked.lineId);
    if (!line) return [fault(`${pointer}/lineId`, 'unknown-line', { lineId: asked.lineId })];
    if (request.lines.findIndex(({ lineId }) => lineId === asked.lineId) < index)
      return [fault(`${pointer}/lineId`, 'line-twice', { title: line.title })];
    const left = stillReturnable(line, counters);
    const faults =
      asked.quantity > left ? [fault(`${pointer}/quantity`, 'too-many', { title: line.title, asked: asked.quantity, left })] : [];
    return [...faults, ...reasonFaults(asked, pointer, line.title, policy), ...exchangeFaults(asked, pointer, line, request.remedy)];
  });
}

function reasonFaults(asked: RequestedLine, pointer: string, title: string, policy: ReturnPolicy): RequestFault[] {
  const reason = reasonOf(asked.reason, policy.reasons);
  if (!reason) {
    const code = codesOf(policy.reasons).includes(asked.reason) ? 'reason-too-broad' : 'unknown-reason';
    return [fault(`${pointer}/reason`, code, { reason: asked.reason })];
  }
  const faults: RequestFault[] = [];
  if (reason.needs.includes('photo') && !asked.photos?.length) faults.push(fault(`${pointer}/photos`, 'photo-needed', { title }));
  if (reason.needs.includes('comment') && !asked.comment?.trim()) faults.push(fault(`${pointer}/comment`, 'comment-needed', { title }));
  return faults;
}

function exchangeFaults({ exchangeFor: sku }: RequestedLine, pointer: string, line: OrderLine, remedy: Remedy): RequestFault[] {
  if (sku === undefined) return [];
  if (remedy !== 'exchange') return [fault(`${pointer}/exchangeFor`, 'exchange-not-asked', { sku })];
  if (wantedFor(line, sku)) return [];
  return [fault(`${pointer}/exchangeFor`, 'not-exchangeable', { sku, title: line.title, articles: articlesFor(line).join(', ') })];
}

function fault(pointer: string, code: string, values: Because['values']): RequestFault {
  return { pointer, because: { code, values } };
}
