import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A colleague asked for a sign-in code. */
export const SessionRequested = defineEvent('session.requested', 1, z.strictObject({ sessionId: z.string() }));
