import * as z from 'zod';
import { Instant } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** No date stood any more that the customer could rely on: this one is told. */
export const PromiseMade = defineEvent('promise.made', 1, z.strictObject({ automatic: z.literal(true), promisedBy: Instant }));
