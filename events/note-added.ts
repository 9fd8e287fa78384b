import * as z from 'zod';
import { PersonId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** An agent noted something for colleagues; the text is in `people`. */
export const NoteAdded = defineEvent('note.added', 1, z.strictObject({ textId: z.string(), by: PersonId }));
