import { describe, expect, it } from 'vitest';
import { windowOf } from '../../../domain/returns/windows.ts';
import { aReturnPolicy } from '../../builders/a-return-policy.ts';
import { aLine, anOrder } from '../../builders/an-order.ts';

const rules = [
  { when: { country: 'DE', category: ['shoes', 'bags'] }, windowDays: 100 },
  { when: { category: 'shoes' }, windowDays: 60 },
  { when: { country: ['DE', 'FR'] }, windowDays: 14 },
  { when: {}, windowDays: 30 },
];
const holiday = { when: {}, windowDays: 30, extension: { from: '2026-11-01', to: '2026-12-24', until: '2027-01-31' } };

describe('the window of a line', () => {
  it.each([
    ['counts thirty days from the delivery, to the millisecond', {}, {}, '2026-12-03T10:00:00.000Z'],
    ['goes by category', {}, { category: 'shoes' }, '2027-01-02T10:00:00.000Z'],
    ['goes by country', { country: 'FR' }, {}, '2026-11-17T10:00:00.000Z'],
    ['takes the first rule that fits, though others fit as well', { country: 'DE' }, { category: 'shoes' }, '2027-02-11T10:00:00.000Z'],
    ['takes no rule of which only half fits', { country: 'DE' }, { category: 'hats' }, '2026-11-17T10:00:00.000Z'],
  ])('%s', (_sentence, order, line, until) => {
    const sold = aLine(line);
    expect(windowOf(sold, anOrder({ ...order, lines: [sold] }), aReturnPolicy({ rules }))).toMatchObject({
      kind: 'until',
      until,
      pieces: 4,
    });
  });

  it.each([
    ['a delivery on the first day counts', '2026-11-01T00:00:00.000Z', '2027-01-31T23:59:59.999Z'],
    ['a delivery late on the last day counts', '2026-12-24T23:59:59.999Z', '2027-01-31T23:59:59.999Z'],
    ['a delivery the day before does not', '2026-10-31T23:59:59.999Z', '2026-11-30T23:59:59.999Z'],
    ['a delivery the day after does not', '2026-12-25T00:00:00.000Z', '2027-01-24T00:00:00.000Z'],
  ])('over the holidays: %s', (_sentence, deliveredAt, until) => {
    expect(windowOf(aLine(), anOrder({ deliveredAt }), aReturnPolicy({ rules: [holiday] }))).toMatchObject({ until });
  });

  it('is never shortened by an extension', () => {
    const early = { ...holiday, extension: { ...holiday.extension, until: '2026-11-04' } };
    expect(windowOf(aLine(), anOrder(), aReturnPolicy({ rules: [early] }))).toMatchObject({ until: '2026-12-03T10:00:00.000Z' });
  });

  it.each([
    [
      'its own parcel, not the order',
      [{ parcelId: 'p', deliveredAt: '2026-11-10T00:00:00.000Z', lines: [{ lineId: '1', quantity: 4 }] }],
      '2026-12-10T00:00:00.000Z',
      4,
    ],
    [
      'the last of its parcels',
      [
        { parcelId: 'p', deliveredAt: '2026-11-20T00:00:00.000Z', lines: [{ lineId: '1', quantity: 1 }] },
        { parcelId: 'q', deliveredAt: '2026-11-10T00:00:00.000Z', lines: [{ lineId: '1', quantity: 3 }] },
      ],
      '2026-12-20T00:00:00.000Z',
      4,
    ],
    [
      'what came, while the rest is on its way',
      [
        { parcelId: 'p', deliveredAt: '2026-11-20T00:00:00.000Z', lines: [{ lineId: '1', quantity: 1 }] },
        { parcelId: 'q', lines: [{ lineId: '1', quantity: 3 }] },
      ],
      '2026-12-20T00:00:00.000Z',
      1,
    ],
    [
      "the order's delivery, when only other lines are in parcels",
      [{ parcelId: 'p', lines: [{ lineId: '2', quantity: 1 }] }],
      '2026-12-03T10:00:00.000Z',
      4,
    ],
  ])('runs from %s', (_sentence, deliveries, until, pieces) => {
    expect(windowOf(aLine(), anOrder({ deliveries }), aReturnPolicy())).toMatchObject({ kind: 'until', until, pieces });
  });

  it('does not run before the line came, and says so', () => {
    const { deliveredAt: _, ...undelivered } = anOrder();
    const title = 'Blue mug';
    expect(windowOf(aLine(), undelivered, aReturnPolicy())).toEqual({
      kind: 'not-delivered',
      because: { code: 'not-delivered', values: { title } },
    });
    const onItsWay = anOrder({ deliveries: [{ parcelId: 'p', lines: [{ lineId: '1', quantity: 4 }] }] });
    expect(windowOf(aLine(), onItsWay, aReturnPolicy())).toMatchObject({ kind: 'not-delivered' });
  });

  it('is unknown where no rule fits', () => {
    const policy = aReturnPolicy({ rules: [{ when: { country: 'FR' }, windowDays: 5 }] });
    expect(windowOf(aLine(), anOrder(), policy)).toEqual({ kind: 'no-rule', because: { code: 'no-rule', values: { title: 'Blue mug' } } });
  });
});
