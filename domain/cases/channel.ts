import * as z from 'zod';

/** How a message travels. All count alike. */
export const Channel = z.enum(['web', 'mail', 'phone']);
export type Channel = z.infer<typeof Channel>;
