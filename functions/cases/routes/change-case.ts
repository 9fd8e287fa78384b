import * as z from 'zod';
import { LineId } from '../../../domain/identifiers.ts';
import { SignedMinor } from '../../../domain/money.ts';
import { prioritise } from '../../../domain/returns/deadline-care.ts';
import { Sku } from '../../../domain/returns/exchange.ts';
import { Priority, Remedy } from '../../../domain/returns/return-case.ts';
import { Problem } from '../../runtime/problem.ts';
import { route } from '../../runtime/route.ts';
import { type CaseDesk, changeCase as change } from '../case-desk.ts';
import { CaseView } from '../case-view.ts';
import { changeTermsOf } from '../change-terms-of.ts';

const Line = z.strictObject({
  lineId: LineId,
  quantity: z.int().min(1).max(1_000_000),
  /** Needed for a line that the return did not have before. */
  reason: z.string().min(1).max(64).optional(),
  /** With remedy `exchange`: the sku that is wanted instead. */
  exchangeFor: Sku.optional(),
});
const most = 1_000_000_000_000;
const beyond = 'an amount that no refund has';
/** What a colleague changes. `adjustment` is added to the refund (below zero: taken off), in minor units. */
export const CaseChange = z.strictObject({
  version: z.int().min(1),
  lines: z.array(Line).min(1).max(50).optional(),
  adjustment: z
    .strictObject({ amount: SignedMinor.min(-most, beyond).max(most, beyond), reason: z.string().trim().min(1).max(2000) })
    .optional(),
  remedy: Remedy.optional(),
  priority: Priority.optional(),
});
export type CaseChange = z.infer<typeof CaseChange>;

/** Who may change what is paid out. */
const mayChangeTerms: readonly string[] = ['agent', 'supervisor', 'manager'];

/** Changes a case. New lines, amounts or remedies are decided about anew; time already spent on deadlines is kept. */
export const changeCase = route({
  method: 'PATCH',
  path: '/v1/agent/cases/{caseId}',
  summary: 'Change lines, amount, remedy or priority of a case, at the version that you have seen',
  caller: 'agent',
  body: CaseChange,
  answers: {
    200: CaseView,
    403: 'Not your role',
    404: 'No such case',
    409: 'The case changed meanwhile, or is past changing',
    410: 'The case has ended',
    422: 'A line, amount or remedy that the order does not allow',
  },
  run: async (request, desk: CaseDesk) => {
    const { version, priority, lines, adjustment, remedy } = request.body;
    const { caller, now } = request;
    if (!lines && !adjustment && !remedy) {
      return await change(request, desk, (before) => prioritise(before, { version, priority, by: caller.personId }, now));
    }
    if (!caller.roles.some((role) => mayChangeTerms.includes(role))) {
      throw new Problem(403, 'wrong-role', 'This needs the role agent, supervisor or manager. Ask one of them.');
    }
    return await changeTermsOf(request, desk);
  },
});
