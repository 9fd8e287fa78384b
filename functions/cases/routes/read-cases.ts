import * as z from 'zod';
import { CaseId, personIdOf } from '../../../domain/identifiers.ts';
import { ownerOf, type ReturnCase, ReturnStatus } from '../../../domain/returns/return-case.ts';
import { pageOf, pageQuery } from '../../runtime/paging.ts';
import { route } from '../../runtime/route.ts';
import { type CaseDesk, caseOf, showCase, staffOf } from '../case-desk.ts';
import { CaseRow, CaseView, caseRow } from '../case-view.ts';

const Query = z.object({
  status: ReturnStatus.optional(),
  /** An address, or a role such as `supervisor`. */
  owner: z.string().max(320).optional(),
  /** A case or order number. */
  q: z.string().max(128).optional(),
  ...pageQuery,
});

/** A case number finds its case, an order number the cases of that order. */
async function found(q: string, desk: CaseDesk): Promise<ReturnCase[]> {
  const caseId = CaseId.safeParse(q.trim().toUpperCase()).data;
  const caseIds = caseId ? [caseId] : await desk.cases.ofOrder(q.trim());
  const all = (await Promise.all(caseIds.map((id) => desk.cases.read(id)))).filter((one) => one !== undefined);
  return all.sort((a, b) => b.openedAt.localeCompare(a.openedAt) || a.caseId.localeCompare(b.caseId));
}

/** Cases, newest first. Without a status: what is to do, the open ones and those that have ended with a task for a person. */
export const listCases = route({
  method: 'GET',
  path: '/v1/agent/cases',
  summary:
    'Cases by status, owner, case or order number; without a status the open ones, and ended ones that are still a task for a person',
  caller: 'agent',
  query: Query,
  answers: { 200: z.object({ items: z.array(CaseRow), nextCursor: z.string().nullable() }) },
  run: async ({ query, now }, desk: CaseDesk) => {
    const { status, q, limit, cursor } = query;
    const owner = query.owner?.includes('@') ? personIdOf(query.owner) : query.owner;
    const staff = await staffOf(desk, now);
    if (q) {
      const fits = (one: ReturnCase) => (!status || one.status === status) && (!owner || ownerOf(one) === owner);
      const page = pageOf(
        (await found(q, desk)).filter(fits),
        'newest first',
        ({ openedAt, caseId }) => ({ at: openedAt, id: caseId }),
        query,
      );
      return { status: 200, body: { items: page.items.map((one) => caseRow(one, staff)), nextCursor: page.nextCursor } };
    }
    const wanted = { ...(status ? { status } : {}), ...(owner ? { owner } : {}), ...(cursor ? { cursor } : {}), limit };
    const page = await desk.cases.list(wanted);
    return { status: 200, body: { items: page.items.map((one) => caseRow(one, staff)), nextCursor: page.nextCursor ?? null } };
  },
});

export const readCase = route({
  method: 'GET',
  path: '/v1/agent/cases/{caseId}',
  summary: 'One case with everything that colleagues may know',
  caller: 'agent',
  answers: { 200: CaseView, 404: 'No such case' },
  run: async (request, desk: CaseDesk) => await showCase(await caseOf(request, desk), desk, request.now),
});
