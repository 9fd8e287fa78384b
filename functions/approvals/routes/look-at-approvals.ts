import * as z from 'zod';
import type { Approval } from '../../../domain/approvals/approval.ts';
import { takeDecision } from '../../../domain/approvals/take-decision.ts';
import { type Person, personByEmail } from '../../../domain/people/people-policy.ts';
import { historyLine } from '../../../domain/texts/approval-words.ts';
import { pageOf, pageQuery } from '../../runtime/paging.ts';
import { route } from '../../runtime/route.ts';
import { type ApprovalDesk, deciders, matterOf, readApproval } from '../approval-desk.ts';
import { ApprovalView, approvalView } from '../approval-view.ts';
import { historyOf } from '../customer-history.ts';

/** What waits for this caller's decision, oldest first. */
export const listApprovals = route({
  method: 'GET',
  path: '/v1/agent/approvals',
  summary: 'Approvals that wait for your decision',
  caller: 'agent',
  query: z.object(pageQuery),
  answers: { 200: z.object({ items: z.array(ApprovalView), nextCursor: z.string().nullable() }) },
  run: async ({ query, caller, now }, desk: ApprovalDesk) => {
    const rules = await deciders(desk, now);
    const person = personByEmail(rules.staff, caller.email);
    const open = await Promise.all((await desk.approvals.open()).map(async (approval) => await withMatter(approval, desk)));
    const waiting = open.flatMap((one) => {
      if (!person || !one || takeDecision(one.approval, one.matter, lookingAt(one.approval, person), rules, now).taken !== 'take')
        return [];
      const { approval } = one;
      return [{ view: approvalView({ ...one, deciders: rules }, now), place: { at: approval.openedAt, id: approval.approvalId } }];
    });
    waiting.sort(({ place: a }, { place: b }) => (a.at === b.at ? a.id.localeCompare(b.id) : a.at.localeCompare(b.at)));
    const page = pageOf(waiting, 'oldest first', ({ place }) => place, query);
    return { status: 200, body: { items: page.items.map(({ view }) => view), nextCursor: page.nextCursor } };
  },
});

/** Shows one approval; looking never changes anything, however often scanners follow the link. */
export const showApproval = route({
  method: 'GET',
  path: '/v1/approvals/{approvalId}',
  summary: 'One approval, only shown',
  caller: 'agent',
  answers: { 200: ApprovalView, 404: 'There is no such approval' },
  run: async ({ params, now }, desk: ApprovalDesk) => {
    const read = await readApproval(desk, params.approvalId);
    const history = historyLine(await historyOf(read.matter.subject, desk, now), 'en-GB');
    return { status: 200, body: { ...approvalView({ ...read, deciders: await deciders(desk, now) }, now), history } };
  },
});

async function withMatter(approval: Approval, desk: ApprovalDesk) {
  const subject = await desk.cases.read(approval.caseId);
  return subject && { approval, matter: await matterOf(subject, desk) };
}

/** Would a decision about these very terms be taken from this person? */
function lookingAt({ terms }: Approval, by: Person) {
  return { decision: 'approve', terms, by };
}
