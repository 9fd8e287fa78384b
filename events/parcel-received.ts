import * as z from 'zod';
import { Instant } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** The parcel is here. */
export const ParcelReceived = defineEvent('parcel.received', 1, z.strictObject({ by: z.string(), promisedBy: Instant.optional() }));
