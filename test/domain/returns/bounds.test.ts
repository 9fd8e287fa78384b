import { describe, expect, it } from 'vitest';
import { Finding, Refund, ReturnCase, ReturnLine } from '../../../domain/returns/return-case.ts';
import { ReturnPolicy } from '../../../domain/returns/return-policy.ts';
import { ReturnRequest } from '../../../domain/returns/return-request.ts';
import { agent, approvalId, aRefund, aReturn, day } from '../../builders/a-return.ts';

// Up to where an input, a policy and a stored case are read, and from where on they are refused.

const line = { lineId: '1', quantity: 1, reason: 'damaged' };
const asked = { orderId: 'A-1', lines: [line], remedy: 'refund' };
const of = (more: object) => ({ ...asked, lines: [{ ...line, ...more }] });
const many = (n: number) => Array.from({ length: n }, () => line);

describe('a request', () => {
  it.each<readonly [string, object]>([
    ['a million pieces', of({ quantity: 1_000_000 })],
    ['a reason of 64 letters', of({ reason: 'r'.repeat(64) })],
    ['2000 letters of comment', of({ comment: 'c'.repeat(2000) })],
    ['ten photos', of({ photos: Array(10).fill('u'.repeat(128)) })],
    ['fifty lines', { ...asked, lines: many(50) }],
    ...['own-postage', 'label', 'store'].map((route) => [`the route ${route}`, { ...asked, route }] as const),
    ...['refund', 'store-credit', 'exchange'].map((remedy) => [`the remedy ${remedy}`, { ...asked, remedy }] as const),
  ])('takes %s', (_, body) => {
    expect(ReturnRequest.safeParse(body).error).toBeUndefined();
  });

  it('goes by own postage unless it says otherwise', () => {
    expect(ReturnRequest.parse(asked)).toEqual({ ...asked, route: 'own-postage' });
  });

  it.each([
    ['no piece', of({ quantity: 0 })],
    ['half a piece', of({ quantity: 1.5 })],
    ['more than a million pieces', of({ quantity: 1_000_001 })],
    ['no reason', of({ reason: '' })],
    ['a reason of 65 letters', of({ reason: 'r'.repeat(65) })],
    ['2001 letters of comment', of({ comment: 'c'.repeat(2001) })],
    ['eleven photos', of({ photos: Array(11).fill('u') })],
    ['a photo without a name', of({ photos: [''] })],
    ['a photo with 129 letters', of({ photos: ['u'.repeat(129)] })],
    ['a word that it does not know', of({ price: 1 })],
    ['another word beside the lines', { ...asked, amount: 1 }],
    ['no line', { ...asked, lines: [] }],
    ['fifty-one lines', { ...asked, lines: many(51) }],
    ['another remedy', { ...asked, remedy: 'gift' }],
    ['another route', { ...asked, route: 'drone' }],
  ])('refuses %s', (_, body) => {
    expect(ReturnRequest.safeParse(body).success).toBe(false);
  });
});

const label = { en: 'x', id: 'y' };
const rules = [{ when: {}, windowDays: 30 }];
const policy = { rules, reasons: [{ code: 'a', label }], reminderAfter: 'P7D', expiresAfter: 'P14D' };
const window = (more: object) => ({ rules: [{ when: {}, windowDays: 30, ...more }] });
const extension = (more: object = {}) => window({ extension: { from: '2026-11-01', to: '2026-12-24', until: '2027-01-31', ...more } });

describe('a policy', () => {
  it.each<readonly [string, object]>([
    [
      'no days, or ten years',
      {
        rules: [
          { when: {}, windowDays: 0 },
          { when: {}, windowDays: 3650 },
        ],
      },
    ],
    [
      'a country, or several',
      {
        rules: [
          { when: { country: 'GB' }, windowDays: 1 },
          { when: { country: ['GB', 'ID'], category: 'hats' }, windowDays: 1 },
        ],
      },
    ],
    ['an extension of one day', extension({ to: '2026-11-01' })],
    ['an extension by instants', extension({ from: '2026-11-01T00:00:00Z' })],
    ['fees from nothing to all', { fees: { restocking: { percent: 0, categories: ['hats'] }, returnShipping: { GBP: 0 } } }],
    ['the whole as fee', { fees: { restocking: { percent: 100 } } }],
    ['a hundred extensions', { extend: { by: 'P1D', times: 100 } }],
    ...[{ orderId: 'A-1' }, { sku: 's' }, { category: 'c' }, { tier: 'gold', note: 'n'.repeat(500) }].map(
      (entry) => [`an entry by ${Object.keys(entry)[0]}`, { allow: [entry] }] as const,
    ),
    [
      'needs as a word or a list',
      {
        reasons: [
          { code: 'a', label, needs: 'photo' },
          { code: 'b-2', label, needs: ['photo', 'comment'] },
        ],
      },
    ],
    ...['last-in-first-out', 'pro-rata', 'original-first'].map((tenderOrder) => [tenderOrder, { tenderOrder }] as const),
  ])('takes %s', (_, differs) => {
    expect(ReturnPolicy.safeParse({ ...policy, ...differs }).error).toBeUndefined();
  });

  it.each([
    ['no rule', { rules: [] }],
    ['no reason', { reasons: [] }],
    ['no remedy', { remedies: [] }],
    ['days below zero', window({ windowDays: -1 })],
    ['more than ten years', window({ windowDays: 3651 })],
    ['half a day', window({ windowDays: 0.5 })],
    ['a country in small letters', window({ when: { country: 'gb' } })],
    ['a country of three letters', window({ when: { country: 'GBR' } })],
    ['a country after a blank', window({ when: { country: ' GB' } })],
    ['no country', window({ when: { country: [] } })],
    ['a category without a name', window({ when: { category: '' } })],
    ['another condition', window({ when: { weather: 'rain' } })],
    ['another word in a rule', window({ days: 1 })],
    ['another word in an extension', extension({ because: 'x' })],
    ['a percentage below zero', { fees: { restocking: { percent: -1 } } }],
    ['a fee on a category without a name', { fees: { restocking: { percent: 1, categories: [''] } } }],
    ['another fee', { fees: { handling: 1 } }],
    ['extensions below zero', { extend: { by: 'P1D', times: -1 } }],
    ['more than a hundred extensions', { extend: { by: 'P1D', times: 101 } }],
    ['an article without a number', { allow: [{ sku: '' }] }],
    ['a category without a name in the allowlist', { allow: [{ category: '' }] }],
    ['a tier without a name', { allow: [{ tier: '' }] }],
    ['a note of 501 letters', { allow: [{ tier: 'gold', note: 'n'.repeat(501) }] }],
    ['another order of tenders', { tenderOrder: 'at-random' }],
    ['a code in capitals', { reasons: [{ code: 'A', label }] }],
    ['a code that ends in a hyphen', { reasons: [{ code: 'a-', label }] }],
    ['a code that begins with a blank', { reasons: [{ code: ' a', label }] }],
    ['a label without words', { reasons: [{ code: 'a', label: { en: '', id: 'y' } }] }],
    ['a label of 201 letters', { reasons: [{ code: 'a', label: { en: 'x'.repeat(201), id: 'y' } }] }],
    ['a label in Indonesian of 201 letters', { reasons: [{ code: 'a', label: { en: 'x', id: 'y'.repeat(201) } }] }],
    ['another need', { reasons: [{ code: 'a', label, needs: 'video' }] }],
    ['a child that is no reason', { reasons: [{ code: 'a', label, children: [{ code: 'b' }] }] }],
  ])('refuses %s', (_, differs) => {
    expect(ReturnPolicy.safeParse({ ...policy, ...differs }).success).toBe(false);
  });
});

describe('a stored case', () => {
  const full = aReturn({
    ...{
      status: 'awaiting-customer',
      resumes: 'awaiting-approval',
      tier: 'gold',
      owner: 'ana',
      approvalId,
      execution: 'e',
      waitingFor: 'decision',
    },
    decision: { outcome: 'approved', because: { code: 'allowed', values: {} }, by: agent, at: day(0).toISOString() },
    question: { approvalId, by: agent, to: 'customer', textId: 't', askedAt: day(0).toISOString() },
    parcel: { carrier: 'dhl', trackingNumber: 'T1', shippedAt: day(1).toISOString(), label: 'u-1', receivedAt: day(2).toISOString() },
    statutory: true,
    findings: [{ lineId: '1', quantity: 1, outcome: 'accepted', grade: 'A', deduction: 1, noteId: 't-1' }],
    refunds: [
      aRefund(1, 1, day(0), {
        findings: 1,
        early: true,
        execution: 'e',
        settledAt: day(1).toISOString(),
        expectedBy: day(2).toISOString(),
        paidBy: agent,
      }),
    ],
    adjustment: { amount: -1, by: agent },
    lastEditedBy: agent,
    task: {
      ...{ reason: { code: 'x', values: {} }, owner: 'ana', since: day(0).toISOString() },
      also: ['y', 'z'].map((code) => ({ code, values: {} })),
    },
    acceptedLoss: { amount: 1, by: agent },
  });

  it('is read as it was written', () => {
    expect(ReturnCase.parse(full)).toEqual(full);
    expect(ReturnCase.parse({ ...full, clocks: undefined }).clocks).toEqual([]);
  });

  it.each([
    ['another word', { email: 'ana@customer.example' }],
    ['no line', { lines: [] }],
    ['version 0', { version: 0 }],
    ['terms 0', { terms: 0 }],
    ['a policy below 0', { policyVersion: -1 }],
    ['restarts below 0', { restarts: -1 }],
    ['extensions below 0', { extensions: -1 }],
    ['settled findings below 0', { settledFindings: -1 }],
    ['another status', { status: 'lost' }],
    ['an end that it goes back to', { resumes: 'closed' }],
    ['another kind', { kind: 'claim' }],
    ['a customer’s name as who opened it', { openedBy: 'Ana' }],
    ['another priority', { priority: 'asap' }],
    ['another remedy', { remedy: 'gift' }],
    ['another route', { route: 'drone' }],
    ['another word about the parcel', { parcel: { weight: 1 } }],
    ['half a penny of adjustment', { adjustment: { amount: 0.5, by: agent } }],
    ['another word about the decision', { decision: { ...full.decision, why: 'x' } }],
    ['an outcome that is none', { decision: { ...full.decision, outcome: 'maybe' } }],
    ['another word in a question', { question: { ...full.question, text: 'x' } }],
    ['another fee', { fees: [{ code: 'handling', amount: 1 }] }],
    ['a fee below 0', { fees: [{ code: 'restocking', amount: -1 }] }],
    ['a task that is also about nothing', { task: { ...full.task, also: [] } }],
    ['another word about a loss', { acceptedLoss: { ...full.acceptedLoss, why: 'x' } }],
    ['a task without an owner', { task: { reason: full.task!.reason, since: full.task!.since } }],
    ['the law, left undone', { statutory: false }],
  ])('is not read with %s', (_, differs) => {
    expect(ReturnCase.safeParse({ ...full, ...differs }).success).toBe(false);
  });

  it.each([
    ['a finding of no piece', Finding, { ...full.findings[0], quantity: 0 }],
    ['a finding of another outcome', Finding, { ...full.findings[0], outcome: 'fine' }],
    ['a grade of 33 letters', Finding, { ...full.findings[0], grade: 'g'.repeat(33) }],
    ['another word in a finding', Finding, { ...full.findings[0], note: 'x' }],
    ['a line of no piece', ReturnLine, { ...full.lines[0], quantity: 0 }],
    ['a line with less than nothing open', ReturnLine, { ...full.lines[0], open: -1 }],
    ['another word in a line', ReturnLine, { ...full.lines[0], title: 'x' }],
    ['a refund of another status', Refund, { ...full.refunds[0], status: 'lost' }],
    ['a refund by another way', Refund, { ...full.refunds[0], via: 'pigeon' }],
    ['a refund of findings below 0', Refund, { ...full.refunds[0], findings: -1 }],
    ['another word about credit', Refund, { ...full.refunds[0], credit: { bonus: 1, until: 'x' } }],
    ['another word in a refund', Refund, { ...full.refunds[0], account: 'x' }],
  ])('has no %s', (_, schema, value) => {
    expect(schema.safeParse(value).success).toBe(false);
  });

  it.each(['reserved', 'sent', 'awaiting-payout', 'succeeded', 'failed'])('holds a refund that is %s', (status) => {
    expect(Refund.safeParse({ ...full.refunds[0], status, via: 'payout' }).success).toBe(true);
  });

  it.each(['accepted', 'rejected', 'wrong-item'])('holds a finding that is %s', (outcome) => {
    expect(Finding.safeParse({ lineId: '1', quantity: 1, outcome, grade: 'g'.repeat(32), deduction: 0 }).success).toBe(true);
  });
});
