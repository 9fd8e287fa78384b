import * as z from 'zod';

/** Why others are asked: an absence began or ended, a colleague passed it on, the next level's turn, silence, or rules and staff changed. */
export const HandedOver = z.enum(['deputy', 'back', 'reassigned', 'next-level', 'silence', 'rules']);
export type HandedOver = z.infer<typeof HandedOver>;
