import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The customer says that the parcel is on its way. */
export const ParcelShipped = defineEvent('parcel.shipped', 1, z.strictObject({ carrier: z.string() }));
