import * as z from 'zod';
import { ReturnPolicy } from '../../../domain/returns/return-policy.ts';
import { lookupPlace } from '../../adapters/code-places.ts';
import { type Codes, isOpen } from '../../adapters/codes.ts';
import { sameHash, sha256 } from '../../adapters/hashes.ts';
import type { Orders } from '../../adapters/orders.ts';
import { type Policies, policyBody } from '../../adapters/policies.ts';
import type { Tokens } from '../../adapters/tokens.ts';
import { notFound, Problem, wrongContent } from '../../runtime/problem.ts';
import { LocaleQuery, languageFor } from '../../runtime/reader.ts';
import { route } from '../../runtime/route.ts';
import { OrderView, orderView } from '../order-view.ts';

export const SixDigits = z.string().regex(/^\d{6}$/);

/** What is kept of a code: bound to what it opens, so that equal codes have different hashes. */
export function codeHash(id: string, code: string): string {
  return sha256(`${id}:${code}`);
}

/** Hash of no code at all: what an asking that nobody was mailed for is compared with, so that it takes as long. */
const noCode = sha256('no code');

/** Is this the code? In constant time, also when there is none. */
export function isCode(id: string, code: string, kept: string | undefined): boolean {
  return sameHash(codeHash(id, code), kept ?? noCode);
}

export const codeIsOver = () => new Problem(410, 'code-over', 'This code is used up or over. Ask for a new one.');
export const wrongCode = () =>
  wrongContent([{ pointer: '/code', message: 'Check the six digits against the newest mail and enter them again.' }]);

export interface EnterCodeDeps {
  readonly codes: Pick<Codes, 'read' | 'attempt' | 'use'>;
  readonly tokens: Pick<Tokens, 'forCustomer'>;
  readonly orders: Orders;
  readonly policies: Pick<Policies, 'inForce'>;
}

/** The code from the mail opens the order, once, and gives a token for it. Five wrong codes, or 15 minutes, end the lookup (410). */
export const enterCode = route({
  method: 'POST',
  path: '/v1/lookups/{lookupId}/code',
  summary: 'Enter the six digits and see the order',
  caller: 'anyone',
  body: z.strictObject({ code: SixDigits }),
  query: LocaleQuery,
  answers: {
    200: z.object({ token: z.string(), expiresAt: z.iso.datetime(), order: OrderView }),
    404: 'There is no such lookup',
    410: 'Expired, used, or too many wrong codes',
    422: 'The code is wrong',
  },
  run: async (request, { codes, tokens, orders, policies }: EnterCodeDeps) => {
    const { params, body, now } = request;
    const place = lookupPlace(params.lookupId ?? '');
    const asked = place && (await codes.read(place));
    if (!place || !asked?.orderId) throw notFound('There is no such lookup. Ask for a code again.');
    if (!isOpen(asked, now) || !(await codes.attempt(place))) throw codeIsOver();
    if (!isCode(asked.id, body.code, asked.codeHash)) throw wrongCode();
    const { token, expiresAt, item } = tokens.forCustomer(asked.orderId, now);
    if (!(await codes.use(place, item, now))) throw codeIsOver();
    const record = await orders.read(asked.orderId);
    if (!record) throw notFound('This order is no longer here.');
    const policy = policyBody(ReturnPolicy, await policies.inForce('returns', record.order.placedAt));
    const order = orderView(record, policy, now, languageFor(request, record.order.locale));
    return { status: 200, body: { token, expiresAt, order } };
  },
});
