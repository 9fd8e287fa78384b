import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** Somebody asked to see an order. Says nothing about whether it exists. */
export const LookupRequested = defineEvent('lookup.requested', 1, z.strictObject({ lookupId: z.string() }));
