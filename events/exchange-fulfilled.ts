import * as z from 'zod';
import { ExchangeId } from '../domain/identifiers.ts';
import { Exchange } from '../domain/returns/exchange.ts';
import { ReturnStatus } from '../domain/returns/return-case.ts';
import { defineEvent } from './define-event.ts';

/** The shop has sent what the customer wanted instead. `textId` names the text with its reference. */
export const ExchangeFulfilled = defineEvent(
  'exchange.fulfilled',
  1,
  z.strictObject({
    exchangeId: ExchangeId,
    by: Exchange.shape.by.unwrap(),
    textId: z.string().optional(),
    status: ReturnStatus.optional(),
  }),
);
