import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The customer said where the money shall go. Says nothing of the account: it is kept in `people`, encrypted. */
export const PayoutDetailsGiven = defineEvent('payout.details-given', 1, z.strictObject({}));
