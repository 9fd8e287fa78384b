import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { codesTable } from '../../../functions/adapters/codes.ts';
import { limitsTable } from '../../../functions/adapters/limits.ts';
import type { Mail } from '../../../functions/adapters/mailer.ts';
import { ordersTable } from '../../../functions/adapters/orders.ts';
import { peopleTable } from '../../../functions/adapters/people.ts';
import type { PolicyName } from '../../../functions/adapters/policies.ts';
import { signInsTable } from '../../../functions/adapters/sign-ins.ts';
import { tokensTable } from '../../../functions/adapters/tokens.ts';
import { run as sendCode } from '../../../functions/lookups/send-code.ts';
import { Problem } from '../../../functions/runtime/problem.ts';
import { aReturnPolicy } from '../../builders/a-return-policy.ts';
import { anOrder } from '../../builders/an-order.ts';
import { aUserPool } from '../../fakes/a-user-pool.ts';
import { localTables } from '../../fakes/local-tables.ts';

export const now = new Date('2026-11-10T10:00:00Z');
export const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

/** The tables with one order of Ana's and two colleagues, a mailer that remembers, and what the front door's routes need. */
export async function frontDoor() {
  const { documents, calls, dump } = localTables();
  const order = anOrder();
  await documents.send(new PutCommand({ TableName: 'cases', Item: { ...order, pk: 'ORDER#A-1', sk: 'ORDER' } }));
  const ana = { email: 'Ana@customer.example', name: 'Ana', phone: '+62 812', locale: 'id' };
  await documents.send(new PutCommand({ TableName: 'people', Item: { ...ana, pk: 'ORDER#A-1', sk: 'PERSON' } }));
  const colleagues = [
    { email: 'agent@shop.example', name: 'Agent', roles: ['agent'] },
    { email: 'manager@shop.example', name: 'Manager', roles: ['manager'] },
  ];
  const bodies: Partial<Record<PolicyName, unknown>> = { returns: aReturnPolicy(), people: colleagues };
  const policies = {
    inForce: async (name: PolicyName) => ({ name, version: 1, validFrom: '1970-01-01T00:00:00Z', body: bodies[name] }),
  };
  const mails: Mail[] = [];
  const mailing = { fails: false };
  const mailer = {
    send: async (mail: Mail) => {
      if (mailing.fails) throw new Error('no mail today');
      mails.push(mail);
    },
  };
  const shared = {
    codes: codesTable(documents, { cases: 'cases', people: 'people' }),
    limits: limitsTable(documents, 'people'),
    orders: ordersTable(documents, 'cases'),
    people: peopleTable(documents, 'people'),
    tokens: tokensTable(documents, 'people'),
    policies,
    mailer,
    signIns: signInsTable(documents, 'people'),
  };
  const colleaguesPool = aUserPool(shared, now);
  const deps = { ...shared, ...colleaguesPool.deps };
  const metadata = { eventId: 'e', occurredAt: now.toISOString(), caseId: 'c', version: 1, traceId: 't' };
  const lookedUp = async (lookupId: string, at = now) =>
    await sendCode({ type: 'lookup.requested.v1', metadata, data: { lookupId } }, deps, { now: at });
  const askedIn = async (sessionId: string, at = now) =>
    await sendCode({ type: 'session.requested.v1', metadata, data: { sessionId } }, deps, { now: at });
  return { deps, clock: colleaguesPool.clock, documents, calls, dump, mails, mailing, colleagues, lookedUp, askedIn };
}

/** The answer, or the problem that a route threw. */
export async function outcomeOf<T>(answer: Promise<T>): Promise<T | Problem> {
  return await answer.catch((error: unknown) => {
    if (error instanceof Problem) return error;
    throw error;
  });
}

export const codeIn = (mail: Mail | undefined) => String(mail?.values.code);
export const another = (code: string) => (code === '000000' ? '000001' : '000000');
