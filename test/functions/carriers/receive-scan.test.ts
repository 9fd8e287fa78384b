import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { seenTable } from '../../../functions/adapters/seen.ts';
import { trackingTable } from '../../../functions/adapters/tracking.ts';
import { routes } from '../../../functions/carriers/receive-scan.ts';
import { aRequest } from '../../builders/a-request.ts';
import { walked } from '../../builders/a-return.ts';
import { approve, noon, storedReturn, twoMugs } from '../../fakes/stored-return.ts';

const key = 'local-carrier-secret';
const scan = { eventId: 'e-1', trackingNumber: 'JD 0001', status: 'in-transit', at: '2026-11-10T09:00:00Z' };

interface Sent {
  readonly secret?: string;
  readonly skewSeconds?: number;
  readonly header?: (signature: string, time: number) => string;
  readonly tamper?: string;
}

async function aShippedReturn() {
  const stored = await storedReturn(walked(twoMugs(), approve));
  const tracking = trackingTable(stored.documents, 'cases');
  const { Put } = tracking.item('JD-0001', stored.caseId);
  await stored.cases.move(await stored.read(), { name: 'x', case: { ...(await stored.read()), version: 4 }, records: [] }, [
    { Put },
  ] as never);
  const deps = { cases: stored.cases, seen: seenTable('cases'), tracking, secret: async () => key };
  const send = async (body: unknown, { secret = key, skewSeconds = 0, header, tamper = '' }: Sent = {}) => {
    const rawBody = JSON.stringify(body);
    const time = Math.floor(noon.getTime() / 1000) + skewSeconds;
    const signature = createHmac('sha256', secret).update(`${time}.${rawBody}`).digest('hex');
    const signed = header ? header(signature, time) : `t=${time},v1=${signature}`;
    const headers = { 'x-redress-signature': signed, 'content-type': 'application/json' };
    return await routes[0]!.run(aRequest(undefined, { kind: 'anyone' }, { rawBody: rawBody + tamper, now: noon, headers }) as never, deps);
  };
  const scans = async () => (await stored.types()).filter((type) => type === 'parcel.scanned.v1').length;
  return { ...stored, send, scans };
}

describe('receive-scan', () => {
  it('records the report on the case of the parcel', async () => {
    const { send, scans, read } = await aShippedReturn();
    expect(await send(scan)).toEqual({ status: 200, body: { received: true } });
    expect(await scans()).toBe(1);
    expect((await read()).parcel.shippedAt).toBe(scan.at);
  });

  it('does not receive the goods on a delivery: a colleague does', async () => {
    const { send, read } = await aShippedReturn();
    await send({ ...scan, status: 'delivered' });
    expect((await read()).status).toBe('awaiting-parcel');
  });

  it('records one event once, another one as well', async () => {
    const { send, scans } = await aShippedReturn();
    await send(scan);
    await send(scan);
    await send({ ...scan, eventId: 'e-2' });
    expect(await scans()).toBe(2);
  });

  it('acknowledges a parcel that is no return', async () => {
    const { send, scans } = await aShippedReturn();
    expect(await send({ ...scan, trackingNumber: 'other' })).toMatchObject({ status: 200 });
    expect(await scans()).toBe(0);
  });

  it.each([
    ['another secret', { secret: 'guessed' }],
    ['a changed body', { tamper: ' ' }],
    ['a signature of six minutes ago', { skewSeconds: -301 }],
    ['a signature of six minutes ahead', { skewSeconds: 301 }],
    ['a short signature', { header: (_: string, time: number) => `t=${time},v1=00` }],
    ['no time', { header: (signature: string) => `v1=${signature}` }],
    ['nothing', { header: () => '' }],
  ] as const)('refuses %s', async (_case, how) => {
    const { send, scans } = await aShippedReturn();
    await expect(send(scan, how)).rejects.toMatchObject({ status: 401 });
    expect(await scans()).toBe(0);
  });

  it.each([
    ['five minutes ago', { skewSeconds: -300 }],
    ['five minutes ahead', { skewSeconds: 300 }],
    ['with an older secret beside it', { header: (signature: string, time: number) => `t=${time},v1=${'0'.repeat(64)},v1=${signature}` }],
  ] as const)('takes a signature made %s', async (_case, how) => {
    const { send } = await aShippedReturn();
    expect(await send(scan, how)).toMatchObject({ status: 200 });
  });

  it('says what is missing only to those who sign', async () => {
    const { send } = await aShippedReturn();
    await expect(send({ eventId: 'e-1' })).rejects.toMatchObject({ status: 422 });
    await expect(send({ eventId: 'e-1' }, { secret: 'guessed' })).rejects.toMatchObject({ status: 401 });
  });
});
