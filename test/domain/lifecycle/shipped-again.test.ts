import { expect, it } from 'vitest';
import { markShipped } from '../../../domain/returns/parcel-lifecycle.ts';
import { aReturn, mustMove } from '../../builders/a-return.ts';

const on = new Date('2026-11-10T12:00:00.000Z');
const waiting = aReturn({ status: 'awaiting-parcel' });
const dhl = { carrier: 'DHL', trackingNumber: '1' };

it('the same parcel said twice, because an answer was lost, is said once', () => {
  const first = mustMove(markShipped(waiting, dhl, on)).case;

  const again = mustMove(markShipped(first, dhl, on));

  expect(again.records).toEqual([]);
  expect(again.case.version).toBe(first.version);
});

it('another number corrects the first', () => {
  const first = mustMove(markShipped(waiting, dhl, on)).case;

  const corrected = mustMove(markShipped(first, { ...dhl, trackingNumber: '2' }, on));

  expect(corrected.records.map(({ type }) => type)).toEqual(['parcel.shipped.v1']);
  expect(corrected.case.parcel.trackingNumber).toBe('2');
});
