import { isNotPossible } from '../../domain/cases/move.ts';
import { Overtaken } from '../../domain/errors.ts';
import { composeRefund } from '../../domain/refunds/compose-refund.ts';
import type { TermsChange } from '../../domain/returns/change-terms.ts';
import { basisNow } from '../../domain/returns/early-refund.ts';
import type { Shop, Terms } from '../../domain/returns/requote.ts';
import { requote } from '../../domain/returns/requote.ts';
import { hasEnded, type ReturnCase } from '../../domain/returns/return-case.ts';
import { ReturnPolicy } from '../../domain/returns/return-policy.ts';
import { isStuckWithMoney, type LessWanted, settleForLess } from '../../domain/returns/settle-for-less.ts';
import { say } from '../../domain/texts/say.ts';
import type { CaseText } from '../adapters/people.ts';
import { policyBody } from '../adapters/policies.ts';
import { changeOfTerms } from '../approvals/change-of-terms.ts';
import { notPossible } from '../returns/own-return.ts';
import type { AgentCaller } from '../runtime/caller.ts';
import { notFound, wrongContent } from '../runtime/problem.ts';
import { newApprovalId } from '../runtime/random.ts';
import type { Answer } from '../runtime/route.ts';
import { type CaseDesk, caseOf, showCase, textBy } from './case-desk.ts';
import type { CaseChange } from './routes/change-case.ts';

interface ChangeRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly body: CaseChange;
  readonly caller: AgentCaller;
  readonly now: Date;
}

const tries = 3;

/** Changes what is decided about, and asks again. Throws 404, 409 and 410 with the current state, and 422 with every fault. */
export async function changeTermsOf(request: ChangeRequest, desk: CaseDesk): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await changed(request, desk);
    } catch (error) {
      if (!(error instanceof Overtaken) || attempt === tries) throw error;
    }
  }
}

async function changed(request: ChangeRequest, desk: CaseDesk): Promise<Answer> {
  const { body, now } = request;
  const subject = await caseOf(request, desk);
  if (body.version !== subject.version && !hasEnded(subject.status)) {
    throw notPossible({ notPossible: { code: 'stale', values: { version: subject.version } }, current: subject }, 'en');
  }
  const sold = await desk.orders.read(subject.orderId);
  if (!sold) throw notFound('The order of this case is gone.');
  const policy = policyBody(ReturnPolicy, await desk.policies.version('returns', subject.policyVersion));
  const reason = body.adjustment ? textBy(request, 'note', body.adjustment.reason) : undefined;
  const shop = { ...sold, policy, policyVersion: subject.policyVersion };
  const { move, extra } =
    reason && isOnlyMoney(body) && isStuckWithMoney(subject)
      ? { move: settleForLess(subject, { ...lessOf(request, subject, shop), textId: reason.textId }, now), extra: [] }
      : await changeOfTerms({ subject, change: changeOf(request, subject, shop, reason), approvalId: newApprovalId() }, desk, now);
  if (isNotPossible(move)) throw notPossible({ ...move, current: subject }, 'en');
  const moved = await desk.cases.move(subject, move, [...extra, ...(reason ? [desk.people.textItem(subject.caseId, reason)] : [])]);
  if ('refused' in moved) throw new Overtaken(`${subject.caseId}: other returns took pieces, or somebody decided`);
  return await showCase(moved.moved, desk, now);
}

/** What is decided about from now on. Throws 422 with every fault. */
function changeOf(
  { body, caller }: ChangeRequest,
  subject: ReturnCase,
  shop: Shop,
  reason: CaseText | undefined,
): Omit<TermsChange, 'ask'> {
  const terms = hasEnded(subject.status) ? unchanged : requote(subject, body, shop);
  if ('faults' in terms) throw wrongContent(terms.faults.map(({ pointer, because }) => ({ pointer, message: say(because, 'en') })));
  const fields = (['lines', 'adjustment', 'remedy'] as const).filter((field) => body[field] !== undefined);
  return { terms, by: caller.personId, fields, version: body.version, textId: reason?.textId, priority: body.priority };
}

/** The smaller amount of a return whose goods were judged already. Throws 422 for one below nothing. */
function lessOf({ body, caller, now }: ChangeRequest, subject: ReturnCase, { order, ledgers, policy }: Shop): Omit<LessWanted, 'textId'> {
  const { amount, short, currency } = composeRefund(subject, order, ledgers, policy, now, basisNow(subject));
  const [wanted, had] = [body.adjustment?.amount ?? 0, subject.adjustment?.amount ?? 0];
  const most = amount + short - had;
  if (most + wanted < 0) {
    const message = say({ code: 'adjustment-below-zero', values: { amount: most, currency } }, 'en');
    throw wrongContent([{ pointer: '/adjustment/amount', message }]);
  }
  const value = { amount: Math.max(0, subject.value.amount + wanted - had), currency };
  return { adjustment: wanted, value, by: caller.personId, version: body.version };
}

function isOnlyMoney({ lines, remedy, priority }: CaseChange): boolean {
  return !lines && !remedy && !priority;
}

/** A case that has ended is not counted again: its transition says so. */
const unchanged = {} as Terms;
