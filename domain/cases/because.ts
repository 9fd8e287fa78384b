import * as z from 'zod';

/** A plain-language reason as data: a code of the texts catalogue and what to fill in. `say` turns it into a sentence. */
export const Because = z.strictObject({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])).default({}) });
export type Because = z.infer<typeof Because>;
