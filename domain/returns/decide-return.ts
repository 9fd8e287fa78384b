import type { Because } from '../cases/because.ts';
import type { SoldOrder } from '../orders/order.ts';
import type { ReturnCase, ReturnLine } from './return-case.ts';
import type { ReturnPolicy } from './return-policy.ts';

/** What a decision looks at. */
export type Judged = Pick<ReturnCase, 'openedAt' | 'remedy' | 'value'> & {
  readonly lines: readonly Pick<ReturnLine, 'lineId' | 'quantity'>[];
};

export interface ReturnDecision {
  readonly outcome: 'approved' | 'keep-item' | 'refused' | 'needs-approval';
  readonly because: Because;
}

/** Decides a return as of the day it was asked for: approved, refused with a reason, or for a person to settle. */
export function decideReturn(_subject: Judged, _order: SoldOrder, _policy: ReturnPolicy): ReturnDecision {
  throw new Error('not written yet');
}
