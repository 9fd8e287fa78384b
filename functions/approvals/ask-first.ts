import { personIdOf } from '../../domain/identifiers.ts';
import { personByEmail } from '../../domain/people/people-policy.ts';
import { askQuestion } from '../../domain/returns/approval-question.ts';
import { wrongContent } from '../runtime/problem.ts';
import { newId } from '../runtime/random.ts';
import type { Heard } from './answer-approval.ts';
import type { ApprovalDesk } from './approval-desk.ts';
import type { ApprovalView } from './approval-view.ts';
import { written } from './decide.ts';

/** Asks the customer, or the colleague in `to`, something before deciding. The approval stays open; the answer comes back to whoever asked. */
export async function askFirst(desk: ApprovalDesk, heard: Heard, now: Date): Promise<ApprovalView> {
  const { approval, matter, said, by, deciders } = heard;
  if (!said.question) throw wrongContent([{ pointer: '/question', message: 'Write what you want to know.' }]);
  const colleague = said.to === undefined || said.to === 'customer' ? undefined : personByEmail(deciders.staff, said.to);
  if (said.to !== undefined && said.to !== 'customer' && !colleague) {
    throw wrongContent([{ pointer: '/to', message: 'Name a colleague by address, or leave this away to ask the customer.' }]);
  }
  const to = colleague ? personIdOf(colleague.email) : ('customer' as const);
  if (to === by.personId) throw wrongContent([{ pointer: '/to', message: 'Ask somebody else than yourself.' }]);
  const kind = to === 'customer' ? ('message' as const) : ('note' as const);
  const text = { textId: newId(), kind, text: said.question, at: now.toISOString(), by: by.personId };
  const move = askQuestion(matter.subject, { approvalId: approval.approvalId, by: by.personId, to, textId: text.textId }, now);
  return await written(desk, heard, move, approval, [desk.people.textItem(approval.caseId, text)], now);
}
