import * as z from 'zod';
import { Instant } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** The customer is told a new date; the first one is kept. */
export const PromiseMoved = defineEvent('promise.moved', 1, z.strictObject({ promisedBy: Instant }));
