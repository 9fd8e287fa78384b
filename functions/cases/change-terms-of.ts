import { isNotPossible } from '../../domain/cases/move.ts';
import { Overtaken } from '../../domain/errors.ts';
import type { Terms } from '../../domain/returns/requote.ts';
import { requote } from '../../domain/returns/requote.ts';
import { hasEnded } from '../../domain/returns/return-case.ts';
import { ReturnPolicy } from '../../domain/returns/return-policy.ts';
import { say } from '../../domain/texts/say.ts';
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
  const { body, caller, now } = request;
  const subject = await caseOf(request, desk);
  if (body.version !== subject.version && !hasEnded(subject.status)) {
    throw notPossible({ notPossible: { code: 'stale', values: { version: subject.version } }, current: subject }, 'en');
  }
  const sold = await desk.orders.read(subject.orderId);
  if (!sold) throw notFound('The order of this case is gone.');
  const policy = policyBody(ReturnPolicy, await desk.policies.version('returns', subject.policyVersion));
  const shop = { ...sold, policy, policyVersion: subject.policyVersion };
  const terms = hasEnded(subject.status) ? unchanged : requote(subject, body, shop);
  if ('faults' in terms) throw wrongContent(terms.faults.map(({ pointer, because }) => ({ pointer, message: say(because, 'en') })));
  const reason = body.adjustment ? textBy(request, 'note', body.adjustment.reason) : undefined;
  const fields = (['lines', 'adjustment', 'remedy'] as const).filter((field) => body[field] !== undefined);
  const change = { terms, by: caller.personId, fields, version: body.version, textId: reason?.textId, priority: body.priority };
  const { move, extra } = await changeOfTerms({ subject, change, approvalId: newApprovalId() }, desk, now);
  if (isNotPossible(move)) throw notPossible({ ...move, current: subject }, 'en');
  const moved = await desk.cases.move(subject, move, [...extra, ...(reason ? [desk.people.textItem(subject.caseId, reason)] : [])]);
  if ('refused' in moved) throw new Overtaken(`${subject.caseId}: other returns took pieces, or somebody decided`);
  return await showCase(moved.moved, desk, now);
}

/** A case that has ended is not counted again: its transition says so. */
const unchanged = {} as Terms;
