import * as z from 'zod';
import type { Approval } from '../../domain/approvals/approval.ts';
import type { Matter } from '../../domain/approvals/barred.ts';
import { needsFreshCode } from '../../domain/approvals/fresh-code.ts';
import { type Decided, takeDecision } from '../../domain/approvals/take-decision.ts';
import { Overtaken } from '../../domain/errors.ts';
import { personIdOf } from '../../domain/identifiers.ts';
import { personByEmail } from '../../domain/people/people-policy.ts';
import { say } from '../../domain/texts/say.ts';
import type { AgentCaller } from '../runtime/caller.ts';
import { log } from '../runtime/logger.ts';
import { Problem } from '../runtime/problem.ts';
import { type ApprovalDesk, type Deciders, deciders, nameOf, readApproval } from './approval-desk.ts';
import { type ApprovalView, approvalView } from './approval-view.ts';
import { askFirst } from './ask-first.ts';
import { decide } from './decide.ts';
import { reassign } from './reassign.ts';

/** What a colleague says to an approval. `terms` is the revision that they were shown; `to` a colleague's address. */
export const Said = z.strictObject({
  decision: z.enum(['approve', 'refuse', 'ask', 'reassign']),
  terms: z.int().min(1),
  reason: z.string().trim().min(1).max(2000).optional(),
  question: z.string().trim().min(1).max(2000).optional(),
  to: z.string().trim().min(1).max(320).optional(),
});
export type Said = z.infer<typeof Said>;

/** From where somebody answers: the page that the mail opens, Slack, or the console. It changes nothing but what the log tells. */
export type AnswerChannel = 'mail' | 'slack' | 'console';

/** How whoever answers on a page signed in; Slack has its own proof. `codeAt`: when they entered a mailed code. */
export interface Session {
  readonly codeAt?: string | undefined;
}

export interface Answering {
  readonly approvalId: string | undefined;
  readonly by: Pick<AgentCaller, 'personId' | 'email'>;
  readonly said: Said;
  readonly channel: AnswerChannel;
  readonly session?: Session;
}

/** An answer that may be taken: who gives it, about what, under which rules. */
export interface Heard {
  readonly approval: Approval;
  readonly matter: Matter;
  readonly deciders: Deciders;
  readonly said: Said;
  readonly by: Pick<AgentCaller, 'personId' | 'email'>;
  readonly channel: AnswerChannel;
}

const tries = 8;

/**
 * The only place where an approval is answered, whatever the channel. Answers the approval as it then is. Throws Problem: 403 not theirs
 * to decide, or a fresh code is needed, 404 no such approval, 409 decided (`decidedBy`, `decision`, `at`) or other terms (`current`), 410 over, 422 something is missing.
 */
export async function answerApproval(desk: ApprovalDesk, answering: Answering, now: Date): Promise<ApprovalView> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await answer(desk, answering, now);
    } catch (error) {
      // The case moved on between our read and our write: look again, perhaps somebody else decided.
      if (!(error instanceof Overtaken) || attempt === tries) throw error;
    }
  }
}

async function answer(desk: ApprovalDesk, { approvalId, by, said, channel, session }: Answering, now: Date): Promise<ApprovalView> {
  const { approval, matter } = await readApproval(desk, approvalId);
  const rules = await deciders(desk, now);
  const person = personByEmail(rules.staff, by.email);
  const heard: Heard = { approval, matter, deciders: rules, said, by, channel };
  if (person && (said.decision === 'ask' || said.decision === 'reassign') && (await saidBefore(desk, heard))) {
    return approvalView(heard, now);
  }
  const taken = person
    ? takeDecision(approval, matter, { decision: said.decision, terms: said.terms, by: person }, rules, now)
    : ({ taken: 'barred', because: { code: 'not-yours-to-decide', values: { ...matter.subject.value } } } as const);
  switch (taken.taken) {
    case 'barred':
      log('decision refused', {
        approvalId: approval.approvalId,
        caseId: approval.caseId,
        personId: by.personId,
        status: taken.because.code,
      });
      throw new Problem(403, 'not-yours-to-decide', say(taken.because, 'en'));
    case 'repeated':
      return approvalView(heard, now);
    case 'over':
      throw new Problem(410, 'over', 'This approval has ended; nothing waits for your decision any more.');
    case 'decided':
      throw decidedAlready(taken.decided, nameOf(rules.staff, taken.decided.by));
    case 'terms-changed':
      throw superseded(approval, matter);
    case 'take':
      if (session && mustProve(approval, said, session, rules, now)) throw freshCode();
      return await { approve: decide, refuse: decide, ask: askFirst, reassign }[said.decision](desk, heard, now);
  }
}

/** The same question, or handing it to the same person, a second time (an answer was lost): nothing is written again. */
async function saidBefore(desk: ApprovalDesk, { approval, matter, said, by, deciders: { staff } }: Heard): Promise<boolean> {
  const to = said.to ? personByEmail(staff, said.to) : undefined;
  if (said.decision === 'reassign') return to !== undefined && approval.handed.some((one) => isHandedBy(one, by.personId, to.email));
  const { question } = matter.subject;
  if (!question || question.approvalId !== approval.approvalId || question.by !== by.personId) return false;
  return (await desk.people.texts(approval.caseId)).some(({ textId, text }) => textId === question.textId && text === said.question);
}

function isHandedBy({ from, to }: Approval['handed'][number], by: string, email: string): boolean {
  return from === by && to === personIdOf(email);
}

/** Handing it on or asking first moves nothing; approving and refusing do. */
function mustProve({ amount, currency }: Approval, { decision }: Said, { codeAt }: Session, { rules }: Deciders, now: Date): boolean {
  return (decision === 'approve' || decision === 'refuse') && needsFreshCode({ amount, currency }, codeAt, rules, now);
}

function freshCode(): Problem {
  const detail = 'This amount needs a new code: ask for one by POST /v1/sessions, enter it at /v1/sessions/code, then decide again.';
  return new Problem(403, 'fresh-code', detail);
}

function decidedAlready({ decision, at }: Decided, decidedBy: string): Problem {
  const detail = `Already ${decision === 'approve' ? 'approved' : 'refused'} by ${decidedBy} at ${at}.`;
  return new Problem(409, 'decided', detail, { decidedBy, decision, at });
}

function superseded(approval: Approval, { subject }: Matter): Problem {
  const current = { approvalId: subject.approvalId ?? approval.approvalId, terms: subject.terms, amount: subject.value.amount };
  return new Problem(409, 'superseded', 'The terms changed since you were shown them. Look at the new ones, then decide.', { current });
}
