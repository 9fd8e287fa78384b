import * as z from 'zod';
import { Instant } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** The customer said where the money shall go. Says nothing of the account: it is kept in `people`, encrypted. `promisedBy`: by when it is paid. */
export const PayoutDetailsGiven = defineEvent('payout.details-given', 1, z.strictObject({ promisedBy: Instant.optional() }));
