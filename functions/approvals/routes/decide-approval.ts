import * as z from 'zod';
import { type Approval, closeApproval, takeDecision } from '../../../domain/approvals/approval.ts';
import { isNotPossible } from '../../../domain/cases/move.ts';
import { Overtaken } from '../../../domain/errors.ts';
import type { ReturnCase } from '../../../domain/returns/return-case.ts';
import { decideApproval as decideMove } from '../../../domain/returns/return-decision.ts';
import { ReturnPolicy } from '../../../domain/returns/return-policy.ts';
import { say } from '../../../domain/texts/say.ts';
import { policyBody } from '../../adapters/policies.ts';
import type { AgentCaller } from '../../runtime/caller.ts';
import { Problem, wrongContent } from '../../runtime/problem.ts';
import { newId } from '../../runtime/random.ts';
import { route } from '../../runtime/route.ts';
import { type ApprovalDesk, deciders, nameOf, objection, readApproval } from '../approval-desk.ts';
import { ApprovalView, approvalView } from '../approval-view.ts';

const Decision = z.strictObject({
  decision: z.enum(['approve', 'refuse']),
  terms: z.int().min(1),
  reason: z.string().trim().min(1).max(2000).optional(),
});
type Decision = z.infer<typeof Decision>;
const tries = 5;

/** The only place where an approval is decided: a POST by a signed-in person who was asked, about the terms that they were shown. */
export const decideApproval = route({
  method: 'POST',
  path: '/v1/approvals/{approvalId}/decision',
  summary: 'Decide about the terms that were shown',
  caller: 'agent',
  body: Decision,
  answers: {
    200: ApprovalView,
    403: 'Not yours to decide',
    404: 'No such approval',
    409: 'Decided already, or the terms changed',
    410: 'Ended or expired',
    422: 'A refusal without its reason',
  },
  run: async ({ params, body, caller, now }, desk: ApprovalDesk) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return { status: 200, body: await decide(params.approvalId, body, caller, desk, now) };
      } catch (error) {
        // The case moved on between our read and our write: look again, perhaps somebody else decided.
        if (!(error instanceof Overtaken) || attempt === tries) throw error;
      }
    }
  },
});

async function decide(approvalId: string | undefined, said: Decision, caller: AgentCaller, desk: ApprovalDesk, now: Date) {
  const { approval, subject } = await readApproval(desk, approvalId);
  const rules = await deciders(desk, now);
  const because = objection(caller, approval, subject, rules);
  if (because) throw new Problem(403, 'not-yours-to-decide', say(because, 'en'));
  const taken = takeDecision(approval, subject, { ...said, by: caller.personId }, now);
  if (taken === 'repeated') return approvalView(approval, subject, now);
  if (taken === 'over') throw new Problem(410, 'over', 'This approval has ended; nothing waits for your decision any more.');
  if (taken === 'decided') throw decidedAlready(approval, nameOf(rules.staff, approval.decidedBy));
  if (taken === 'terms-changed') throw superseded(approval, subject);
  if (said.decision === 'refuse' && !said.reason) {
    throw wrongContent([{ pointer: '/reason', message: 'Say why you refuse; the customer reads it.' }]);
  }
  return await write(approval, subject, said, caller, desk, now);
}

async function write(approval: Approval, subject: ReturnCase, said: Decision, caller: AgentCaller, desk: ApprovalDesk, now: Date) {
  const by = caller.personId;
  const reasonTextId = said.reason ? newId() : undefined;
  const policy = policyBody(ReturnPolicy, await desk.policies.version('returns', subject.policyVersion));
  const args = { approvalId: approval.approvalId, terms: said.terms, decision: said.decision, by, reasonTextId, policy };
  const move = decideMove(subject, args, now);
  if (isNotPossible(move)) throw new Problem(409, 'not-now', say(move.notPossible, 'en'), { current: { status: subject.status } });
  const closed = closeApproval(approval, said.decision, by, now, reasonTextId);
  // The customer reads why a return is refused; why one is approved stays among colleagues.
  const kind = said.decision === 'refuse' ? ('message' as const) : ('note' as const);
  const text = { textId: reasonTextId ?? '', kind, text: said.reason ?? '', at: now.toISOString(), by };
  const reason = reasonTextId ? [desk.people.textItem(subject.caseId, text)] : [];
  const moved = await desk.cases.move(subject, move, [desk.approvals.endItem(closed), ...reason]);
  if ('refused' in moved) throw new Overtaken(`approval ${approval.approvalId} was decided by somebody else`);
  return approvalView(closed, moved.moved, now);
}

function decidedAlready(approval: Approval, decidedBy: string): Problem {
  const decision = approval.status === 'approved' ? 'approve' : 'refuse';
  const detail = `Already ${approval.status} by ${decidedBy} at ${approval.decidedAt}.`;
  return new Problem(409, 'decided', detail, { decidedBy, decision, at: approval.decidedAt });
}

function superseded(approval: Approval, subject: ReturnCase): Problem {
  const current = { approvalId: subject.approvalId ?? approval.approvalId, terms: subject.terms, amount: subject.value.amount };
  return new Problem(409, 'superseded', 'The terms changed since you were shown them. Look at the new ones, then decide.', { current });
}
