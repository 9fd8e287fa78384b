import type * as z from 'zod';
import { ReturnPolicy } from '../../domain/returns/return-policy.ts';

const label = (en: string) => ({ en, id: `${en} (id)` });

/** Thirty days, automatic up to 40.00 GBP, no fees, no keep-item. */
export function aReturnPolicy(differs: Partial<z.input<typeof ReturnPolicy>> = {}): ReturnPolicy {
  return ReturnPolicy.parse({
    rules: [{ when: {}, windowDays: 30 }],
    autoApproveUpTo: { GBP: 4000, IDR: 50_000_000 },
    reasons: [
      { code: 'changed-mind', label: label('I changed my mind') },
      { code: 'damaged', label: label('It is damaged'), needs: 'photo', shopPays: true },
      { code: 'other', label: label('Something else'), needs: 'comment' },
      {
        code: 'size',
        label: label('It does not fit'),
        needs: ['comment'],
        children: [
          { code: 'too-small', label: label('Too small'), needs: [] },
          { code: 'too-large', label: label('Too large') },
        ],
      },
    ],
    reminderAfter: 'P7D',
    expiresAfter: 'P14D',
    ...differs,
  });
}
