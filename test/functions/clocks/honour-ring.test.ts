import { describe, expect, it } from 'vitest';
import type { Measure } from '../../../domain/clocks/clock.ts';
import { ringDue } from '../../../domain/returns/case-care.ts';
import { markShipped, provideLabel } from '../../../domain/returns/parcel-lifecycle.ts';
import { reserveRefunds, settleRefund } from '../../../domain/returns/refund-lifecycle.ts';
import type { ReturnCase } from '../../../domain/returns/return-case.ts';
import { cancel } from '../../../domain/returns/return-lifecycle.ts';
import { run } from '../../../functions/clocks/honour-ring.ts';
import { agent, aRefund, policy, walked } from '../../builders/a-return.ts';
import { accept, approve, arrive, noon, storedReturn, twoMugs } from '../../fakes/stored-return.ts';

const late = new Date(noon.getTime() + 30 * 86_400_000);
const rung = (measure: Measure) => (before: ReturnCase) => ringDue(before, { measure }, late);

async function afterTheRing(subject: ReturnCase, measure: Measure, name = 'due') {
  const stored = await storedReturn(subject);
  const honour = async () => {
    const at = late.toISOString();
    const metadata = { eventId: 'e', occurredAt: at, caseId: stored.caseId, version: 1, traceId: '-' };
    const data = { clockId: `${stored.caseId}.${measure}`, measure, rung: name, at, dueAt: at };
    await run({ type: 'clock.rang.v1', metadata, data }, { cases: stored.cases }, { now: late });
  };
  await honour();
  return { ...stored, honour };
}

const shipped = (before: ReturnCase) => markShipped(before, { carrier: 'DHL', trackingNumber: '1' }, noon);

describe('honour-ring', () => {
  it('expires a return that nobody sent, and gives its pieces back', async () => {
    const { read, orders } = await afterTheRing(walked(twoMugs(), approve, rung('parcel')), 'parcel');
    expect((await read()).status).toBe('expired');
    expect((await orders.read('A-1'))!.counters.get('1')).toBe(4);
  });

  it('asks a person about a parcel that is said to be on its way', async () => {
    const { read } = await afterTheRing(walked(twoMugs(), approve, shipped, rung('parcel')), 'parcel');
    expect(await read()).toMatchObject({ status: 'awaiting-parcel', task: { reason: { code: 'parcel-overdue' }, owner: 'agents' } });
  });

  it('goes on without missing pieces', async () => {
    const rejected = accept(1, 'rejected');
    const { read } = await afterTheRing(walked(twoMugs(), approve, arrive, rejected, rung('rest')), 'rest');
    expect((await read()).lines[0]).toMatchObject({ open: 0 });
  });

  it.each([
    ['inspection', walked(twoMugs(), approve, arrive, rung('inspection')), 'agents'],
    ['label', walked(twoMugs({ route: 'label' }), approve, rung('label')), 'agents'],
    ['refund', walked(twoMugs(), approve, arrive, accept(), rung('refund')), 'supervisor'],
  ] as const)('makes an overdue %s a task', async (measure, subject, owner) => {
    const { read } = await afterTheRing(subject, measure);
    expect((await read()).task).toMatchObject({ reason: { code: `${measure}-overdue` }, owner });
  });

  describe('when the money went back before the goods', () => {
    const early = (before: ReturnCase) =>
      reserveRefunds(before, { refunds: [aRefund(1, 2000, noon, { early: true })], settlesFindings: 0, early: true }, noon);
    const bought = () => walked(twoMugs({ refundOn: 'request' }), approve);

    it('ends nothing by itself when they do not come: a person hears how much and how many', async () => {
      const { read, orders } = await afterTheRing(walked(bought(), early, rung('parcel')), 'parcel');
      const values = { amount: 2000, currency: 'GBP', pieces: 2 };
      expect(await read()).toMatchObject({ status: 'refunding', task: { reason: { code: 'refunded-not-sent', values }, owner: 'agents' } });
      expect((await orders.read('A-1'))!.counters.get('1')).toBe(2);
    });

    it('says that the parcel is late when that refund failed', async () => {
      const failed = walked(bought(), early, (before) =>
        settleRefund(before, { refundId: before.refunds[0]!.refundId, status: 'failed' }, noon),
      );
      const { read } = await afterTheRing(walked(failed, rung('parcel')), 'parcel');
      expect((await read()).task).toMatchObject({ reason: { code: 'parcel-overdue' }, owner: 'agents' });
    });
  });

  it('does everything once', async () => {
    const { honour, types } = await afterTheRing(walked(twoMugs(), approve, arrive, rung('inspection')), 'inspection');
    await honour();
    expect((await types()).filter((type) => type === 'case.stopped.v1')).toHaveLength(1);
  });

  it.each([
    ['a reminder', walked(twoMugs(), approve, rung('parcel')), 'parcel', 'remind'],
    [
      'a return that was cancelled since',
      walked(twoMugs(), approve, rung('parcel'), (before) => cancel(before, { by: 'customer' }, late)),
      'parcel',
      'due',
    ],
    [
      'a label that was provided since',
      walked(twoMugs({ route: 'label' }), approve, rung('label'), (before) =>
        provideLabel(before, { uploadId: 'u', by: agent, policy }, late),
      ),
      'label',
      'due',
    ],
    ['a clock that did not ring yet', walked(twoMugs(), approve), 'parcel', 'due'],
  ] as const)('leaves %s alone', async (_case, subject, measure, name) => {
    const { read } = await afterTheRing(subject, measure, name);
    expect(await read()).toMatchObject({ status: subject.status, version: subject.version });
  });
});
