import * as z from 'zod';
import { type Account, accountFaults } from '../../../domain/refunds/account.ts';
import { giveDetails } from '../../../domain/returns/refund-lifecycle.ts';
import { say } from '../../../domain/texts/say.ts';
import type { PayoutAccounts } from '../../adapters/payout-accounts.ts';
import { wrongContent } from '../../runtime/problem.ts';
import { LocaleQuery, languageFor } from '../../runtime/reader.ts';
import { route } from '../../runtime/route.ts';
import { changeOwn, type OwnDeps, type OwnRequest, ownReturn } from '../own-return.ts';
import { ReturnView } from '../return-view.ts';

type Deps = OwnDeps & { readonly accounts: Pick<PayoutAccounts, 'masked' | 'item'> };

const Given = z.strictObject({
  holder: z.string().max(140),
  /** An IBAN, or an account or wallet number together with its bank. */
  account: z.string().max(64),
  bank: z.string().max(140).optional(),
});

/** The customer says where a refund shall go that no provider makes. It is kept encrypted and shown by its last four characters only. */
export const payoutDetails = route({
  method: 'POST',
  path: '/v1/returns/{caseId}/payout-details',
  summary: 'Say to which account a refund shall go that cannot go back the way it was paid',
  caller: 'customer',
  body: Given,
  query: LocaleQuery,
  answers: {
    200: ReturnView,
    404: 'No such return with this order',
    409: 'No refund waits for an account',
    410: 'The return has ended',
    422: 'The account cannot be right',
  },
  run: async (request, deps: Deps) => {
    const { body, now } = request;
    const subject = await ownReturn(request, deps.cases);
    checkAccount(body, request, subject.locale);
    const kept = await deps.accounts.item(subject, body, now);
    return await changeOwn(
      request,
      deps,
      (before) => giveDetails(before, {}, now),
      () => [kept],
    );
  },
});

/** Throws 422 with every fault at its field, in the customer's language. */
function checkAccount(account: Account, request: OwnRequest, locale: string): void {
  const faults = accountFaults(account);
  const language = languageFor(request, locale);
  if (faults.length > 0)
    throw wrongContent(faults.map(({ field, because }) => ({ pointer: `/${field}`, message: say(because, language) })));
}
