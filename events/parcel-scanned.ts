import * as z from 'zod';
import { Instant } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** The carrier reported on the parcel. */
export const ParcelScanned = defineEvent('parcel.scanned', 1, z.strictObject({ status: z.string(), at: Instant }));
