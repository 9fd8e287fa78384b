import { personIdOf } from '../../domain/identifiers.ts';
import { PeoplePolicy } from '../../domain/people/people-policy.ts';
import { languageOf } from '../../domain/texts/fill.ts';
import { LookupRequested } from '../../events/lookup-requested.ts';
import { SessionRequested } from '../../events/session-requested.ts';
import { lookupPlace, sessionPlace } from '../adapters/code-places.ts';
import { type Asked, type Codes, codes, isOpen, type Place } from '../adapters/codes.ts';
import { addressHash } from '../adapters/hashes.ts';
import { type Mailer, mailer } from '../adapters/mailer.ts';
import { type People, people } from '../adapters/people.ts';
import { type Policies, policies, policyBody } from '../adapters/policies.ts';
import { type PoolUsers, poolUsers } from '../adapters/user-pool.ts';
import { log } from '../runtime/logger.ts';
import { newCode } from '../runtime/random.ts';
import { subscriber } from '../runtime/subscriber.ts';
import { codeHash } from './routes/enter-code.ts';

export interface SendCodeDeps {
  readonly codes: Pick<Codes, 'read' | 'keepHash' | 'mailed'>;
  readonly people: Pick<People, 'customer'>;
  readonly policies: Pick<Policies, 'inForce'>;
  readonly mailer: Mailer;
  readonly users: PoolUsers;
}

/** Who gets the code for an asking: its order's customer, or the colleague, if the address is theirs; undefined otherwise. */
async function recipientOf(
  asked: Asked,
  { people, policies }: SendCodeDeps,
  now: Date,
): Promise<{ to: string; locale: string } | undefined> {
  if (asked.orderId !== undefined) {
    const customer = await people.customer(asked.orderId);
    return customer && addressHash(customer.email) === asked.addressHash ? { to: customer.email, locale: customer.locale } : undefined;
  }
  const published = await policies.inForce('people', now);
  const colleagues = published ? policyBody(PeoplePolicy, published) : [];
  const colleague = colleagues.find(({ email }) => addressHash(email) === asked.addressHash);
  return colleague && { to: colleague.email, locale: colleague.locale ?? 'en' };
}

/** `10:45 UTC, 2 May 2026` in the reader's language: a code lives for minutes, so the time of day matters. */
function moment(instant: string, locale: string): string {
  const language = languageOf(locale);
  const format = new Intl.DateTimeFormat(language === 'id' ? 'id' : 'en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return `${format.format(new Date(instant))} UTC`;
}

const placeOf = (event: { type: string; data: { lookupId: string } | { sessionId: string } }): Place | undefined =>
  'lookupId' in event.data ? lookupPlace(event.data.lookupId) : sessionPlace(event.data.sessionId);

/**
 * Makes the six digits, keeps their hash, mails them. Told twice, it mails once; told again after a failure, it mails a new code,
 * since nobody knows the first one any more.
 */
export const { handler, run, hears } = subscriber({
  hears: [LookupRequested, SessionRequested],
  connect: (): SendCodeDeps => ({ codes: codes(), people: people(), policies: policies(), mailer: mailer(), users: poolUsers() }),
  run: async (event, deps, { now }) => {
    const place = placeOf(event);
    const asked = place && (await deps.codes.read(place));
    const recipient = asked && !asked.silent && isOpen(asked, now) ? await recipientOf(asked, deps, now) : undefined;
    const code = newCode();
    if (!place || !asked || !recipient || !(await deps.codes.keepHash(place, codeHash(asked.id, code)))) {
      log('mail skipped', { type: event.type, eventId: event.metadata.eventId });
      return;
    }
    const { to, locale } = recipient;
    // Colleagues become users of the pool at their first code: what the people policy says then is all that it takes.
    if (!asked.orderId) await deps.users.ensure(personIdOf(to));
    const values = { code, expiresAt: moment(asked.expiresAt, locale), ...(asked.orderId ? { orderId: asked.orderId } : {}) };
    await deps.mailer.send({ to, notice: 'code', text: asked.orderId ? 'code' : 'session-code', locale, values });
    await deps.codes.mailed(place, now);
    log('mail sent', { type: 'code', eventId: event.metadata.eventId });
  },
});
