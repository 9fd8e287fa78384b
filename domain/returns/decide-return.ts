import type { Because } from '../cases/because.ts';
import type { SoldOrder } from '../orders/order.ts';
import { judgeLine, type LineVerdict } from './judge-line.ts';
import type { ReturnCase, ReturnLine } from './return-case.ts';
import type { ReturnPolicy } from './return-policy.ts';

/** What a decision looks at. Keep-item looks at what the lines are worth, the automatic limit at the value (after fees). */
export type Judged = Pick<ReturnCase, 'openedAt' | 'remedy' | 'value'> & {
  readonly lines: readonly Pick<ReturnLine, 'lineId' | 'quantity' | 'amount'>[];
};

export interface ReturnDecision {
  readonly outcome: 'approved' | 'keep-item' | 'refused' | 'needs-approval';
  readonly because: Because;
}

/** Decides a return as of the day it was asked for: approved, refused with a reason, or for a person to settle. */
export function decideReturn(subject: Judged, order: SoldOrder, policy: ReturnPolicy): ReturnDecision {
  const remedies: readonly string[] = policy.remedies;
  if (!remedies.includes(subject.remedy)) return decided('refused', 'remedy-not-offered', { remedy: subject.remedy });

  const verdicts = subject.lines.map((line) => verdictOn(line, subject, order, policy));
  const refused = verdicts.find((verdict) => verdict.verdict === 'refused');
  if (refused) return { outcome: 'refused', because: refused.because };
  const asks = verdicts.find((verdict) => verdict.verdict === 'asks');
  if (asks) return { outcome: 'needs-approval', because: asks.because };

  const { amount, currency } = subject.value;
  const worth = subject.lines.reduce((sum, line) => sum + line.amount, 0);
  const keepUpTo = policy.keepItemUpTo[currency] ?? 0;
  if (keepUpTo > 0 && worth <= keepUpTo)
    return decided('keep-item', subject.remedy === 'exchange' ? 'keep-item-exchange' : 'keep-item', {
      amount: worth,
      limit: keepUpTo,
      currency,
    });
  if (verdicts.every((verdict) => verdict.verdict === 'returnable' && verdict.allowed)) return decided('approved', 'allowed', {});

  const limit = policy.autoApproveUpTo[currency];
  if (limit === undefined) return decided('needs-approval', 'currency-asks', { amount, currency });
  if (amount > limit) return decided('needs-approval', 'above-limit', { amount, limit, currency });
  return decided('approved', 'within-limit', { amount, limit, currency });
}

/** Decides a stored case. What a colleague changed is never approved by policy alone: people decide about it. */
export function decideCase(subject: ReturnCase, order: SoldOrder, policy: ReturnPolicy): ReturnDecision {
  const decision = decideReturn(subject, order, policy);
  const changed = subject.terms > 1 && subject.lastEditedBy !== undefined;
  const waved = decision.outcome === 'approved' || decision.outcome === 'keep-item';
  return changed && waved ? decided('needs-approval', 'changed-by-colleague', { ...subject.value }) : decision;
}

function verdictOn(asked: Judged['lines'][number], subject: Judged, order: SoldOrder, policy: ReturnPolicy): LineVerdict {
  const line = order.lines.find(({ lineId }) => lineId === asked.lineId);
  if (!line) return { verdict: 'refused', because: { code: 'unknown-line', values: { lineId: asked.lineId } } };
  const judged = judgeLine(line, order, policy, new Date(subject.openedAt));
  if (judged.verdict === 'returnable' && asked.quantity > judged.pieces)
    return { verdict: 'refused', because: { code: 'not-delivered', values: { title: line.title } } };
  return judged;
}

function decided(outcome: ReturnDecision['outcome'], code: string, values: Because['values']): ReturnDecision {
  return { outcome, because: { code, values } };
}
