import * as z from 'zod';
import { ExchangeId } from '../domain/identifiers.ts';
import { DeclineReason, Exchange } from '../domain/returns/exchange.ts';
import { ReturnStatus } from '../domain/returns/return-case.ts';
import { defineEvent } from './define-event.ts';

/** The shop does not send what the customer wanted: the money is owed instead. */
export const ExchangeDeclined = defineEvent(
  'exchange.declined',
  1,
  z.strictObject({
    exchangeId: ExchangeId,
    by: Exchange.shape.by.unwrap(),
    reason: DeclineReason.optional(),
    textId: z.string().optional(),
    status: ReturnStatus.optional(),
  }),
);
