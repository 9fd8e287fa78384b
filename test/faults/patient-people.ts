import { createHmac } from 'node:crypto';
import approvals from '../../infra/local/seed/approvals.json' with { type: 'json' };
import policy from '../../infra/local/seed/returns.json' with { type: 'json' };
import { type Reply, type Visitor, visitor } from '../journeys/visitor.ts';

const day = 86_400_000;
export const ago = (days: number): string => new Date(Date.now() - days * day).toISOString();
export const pause = async (ms: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, ms));

/** No kill explains this answer. */
export class Unforgivable extends Error {
  override name = 'Unforgivable';
}

/** Everybody outside the process: they outlive it, and ask again whenever it did not answer. */
export interface People extends Visitor {
  /** Answers of 500 and above while the cloud served. */
  readonly failures: string[];
  /** Everybody goes home: whatever they are at fails. */
  giveUp(): void;
  /** Throws when everybody went home. */
  stillHere(): void;
  /** Asks until there is an answer that the cloud gave; one that is none of `wanted` is unforgivable. */
  insist<T>(ask: () => Promise<Reply<T>>, wanted?: readonly number[]): Promise<Reply<T>>;
  /** Goes through a conversation of several requests, from the start when the cloud dies in the middle. */
  converse<T>(talk: () => Promise<T>): Promise<T>;
  tokens: { agent: string; warehouse: string; manager: string };
  /** A carrier's report, signed. */
  report(trackingNumber: string, eventId: string): Promise<unknown>;
}

/** The people of the seed at `url`, not signed in yet. */
export function patientPeople(url: string): People {
  const plain = visitor(url);
  const failures: string[] = [];
  let gone = false;
  const stillHere = () => {
    if (gone) throw new Unforgivable('everybody gave up');
  };

  const converse = async <T>(talk: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await talk();
      } catch (error) {
        if (error instanceof Unforgivable) throw error;
        await pause(40);
        stillHere();
      }
    }
  };
  const insist: People['insist'] = async (ask, wanted = [200, 202, 204]) =>
    await converse(async () => {
      const reply = await ask();
      const served = JSON.stringify(reply.body);
      if (wanted.includes(reply.status)) return reply;
      if (reply.status >= 500 && !served.includes('is starting')) failures.push(`${reply.status} ${served}`);
      if (reply.status >= 500) throw new Error('not now');
      throw new Unforgivable(`answered ${reply.status}: ${served}`);
    });

  const report = async (trackingNumber: string, eventId: string) => {
    const body = JSON.stringify({ eventId, trackingNumber, status: 'delivered', at: new Date().toISOString() });
    const t = Math.floor(Date.now() / 1000);
    const v1 = createHmac('sha256', 'local-carrier-secret').update(`${t}.${body}`).digest('hex');
    return await insist(async () => await plain.raw('POST', '/v1/webhooks/carriers', body, { 'x-redress-signature': `t=${t},v1=${v1}` }));
  };
  const giveUp = () => {
    gone = true;
  };
  return { ...plain, failures, giveUp, stillHere, converse, insist, report, tokens: { agent: '', warehouse: '', manager: '' } };
}

/** Signs everybody in. */
export async function signIn(people: People): Promise<void> {
  const tokenOf = async (who: string) => await people.converse(async () => await people.agent(`${who}@shop.example`));
  people.tokens = { agent: await tokenOf('agent'), warehouse: await tokenOf('warehouse'), manager: await tokenOf('manager') };
}

/** Publishes the returns policy of the seed with changes. Publishing again does no harm, and nobody waits for who publishes meanwhile. */
async function publishReturns(people: People, changes: object, validFrom: string): Promise<void> {
  const params = { name: 'returns' };
  const token = people.tokens.manager;
  await people.insist(async () => {
    const { version } = (await people.insist(() => people.call('GET /v1/agent/policies/{name}', undefined, { params, token }))).body;
    const body = { basedOn: version, validFrom, body: { ...policy, ...changes } };
    return await people.call('PUT /v1/agent/policies/{name}', body, { params, token });
  }, [200, 409]);
}

/** What was placed in the last three days expires within seconds, and is kept up to 3.00. */
export async function publishQuickPolicy(people: People): Promise<void> {
  await publishReturns(people, { keepItemUpTo: { GBP: 300 }, reminderAfter: 'PT1S', expiresAfter: 'PT2S' }, ago(3));
  // As `npm run policies` does.
  const again = { name: 'approvals', body: approvals };
  await people.insist(() => people.raw('POST', '/2015-03-31/functions/PublishPolicy/invocations', again));
}

/** What was placed before those days may be exchanged or become store credit, with a tenth on top, and two categories are refunded before the goods are here. */
export async function publishWidePolicy(people: People): Promise<void> {
  const early = (['request', 'first-scan'] as const).map((at) => ({ when: { category: refundedOn(at) }, at }));
  const storeCredit = { bonus: { percent: 10 }, expiresAfter: 'P6M' };
  await publishReturns(people, { remedies: ['refund', 'store-credit', 'exchange'], storeCredit, refundOn: early }, ago(30));
}

/** The category of goods that are refunded then. */
export const refundedOn = (at: 'request' | 'first-scan'): string => `refunded on ${at}`;
