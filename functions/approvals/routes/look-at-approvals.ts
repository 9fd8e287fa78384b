import * as z from 'zod';
import { pageOf, pageQuery } from '../../runtime/paging.ts';
import { route } from '../../runtime/route.ts';
import { type ApprovalDesk, deciders, objection, readApproval } from '../approval-desk.ts';
import { ApprovalView, approvalView } from '../approval-view.ts';

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
    const asked = await Promise.all(
      (await desk.approvals.open()).map(async (approval) => ({ approval, subject: await desk.cases.read(approval.caseId) })),
    );
    const waiting = asked.flatMap(({ approval, subject }) => {
      if (!subject || objection(caller, approval, subject, rules)) return [];
      const view = approvalView(approval, subject, now);
      return view.status === 'open' ? [{ view, place: { at: approval.openedAt, id: approval.approvalId } }] : [];
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
    const { approval, subject } = await readApproval(desk, params.approvalId);
    return { status: 200, body: approvalView(approval, subject, now) };
  },
});
