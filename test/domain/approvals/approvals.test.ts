import { describe, expect, it } from 'vitest';
import { Approval, approvalStatus, closeApproval, openApproval } from '../../../domain/approvals/approval.ts';
import { ApprovalsPolicy } from '../../../domain/approvals/approvals-policy.ts';
import { takeDecision } from '../../../domain/approvals/take-decision.ts';
import { whoDecides } from '../../../domain/approvals/who-decides.ts';
import { personIdOf } from '../../../domain/identifiers.ts';
import { PeoplePolicy } from '../../../domain/people/people-policy.ts';
import type { ReturnCase } from '../../../domain/returns/return-case.ts';
import { agent, approvalId, aReturn, day } from '../../builders/a-return.ts';

const people = PeoplePolicy.parse([
  { email: 'agent@shop.example', name: 'Ada', roles: ['agent'], team: 'agents' },
  { email: 'supervisor@shop.example', name: 'Sam', roles: ['supervisor'], team: 'supervisors' },
  { email: 'manager@shop.example', name: 'Mia', roles: ['manager'], team: 'managers' },
]);
const rules = ApprovalsPolicy.parse({
  chains: [
    { when: { over: { GBP: 100_000 } }, levels: [{ team: 'managers' }] },
    { when: { over: { GBP: 20_000 } }, levels: [{ people: ['supervisor@shop.example'] }] },
    { when: { reason: 'damaged' }, levels: [{ team: 'nobody-left' }] },
    { when: {}, levels: [{ team: 'agents' }] },
  ],
  fallback: { team: 'managers' },
});
const because = { code: 'above-limit', values: { amount: 8500, limit: 4000, currency: 'GBP' } };
const worth = (amount: number, differs: Partial<ReturnCase> = {}) => {
  const subject = aReturn({ value: { amount, currency: 'GBP' }, status: 'awaiting-approval', approvalId, ...differs });
  return { ...subject, lines: subject.lines.slice(0, 1) };
};
const asked = (subject: ReturnCase) => openApproval({ approvalId, subject, because, policy: rules, on: day(0) });
const names = (subject: ReturnCase) =>
  whoDecides(asked(subject), { subject }, rules, people, day(0)).asked.map(({ person }) => person.name);
const judged = (subject: ReturnCase, who = people[0]!) =>
  takeDecision(asked(subject), { subject }, { decision: 'approve', terms: 1, by: who }, { rules, staff: people }, day(1));

describe('who decides', () => {
  it.each([
    ['an agent up to 200.00', worth(20_000), ['Ada']],
    ['a supervisor above 200.00', worth(20_001), ['Sam']],
    ['a supervisor up to 1,000.00', worth(100_000), ['Sam']],
    ['a manager above that', worth(100_001), ['Mia']],
    ['the strictest chain for a currency without a limit', worth(1, { value: { amount: 1, currency: 'EUR' } }), ['Mia']],
    ['those above where a level has nobody left', { ...worth(100), lines: aReturn().lines }, ['Sam']],
  ])('%s', (_, subject, expected) => {
    expect(names(subject)).toEqual(expected);
  });

  it.each([
    ['the named approver may', worth(100), undefined],
    ['a colleague of another level may not', worth(30_000), 'not-yours-to-decide'],
    ['who opened the return may not', worth(100, { openedBy: agent }), 'own-request'],
    ['who changed it last may not', worth(100, { lastEditedBy: agent }), 'own-change'],
  ])('%s', (_, subject, code) => {
    expect(judged(subject)).toMatchObject(code ? { taken: 'barred', because: { code } } : { taken: 'take' });
  });
});

describe('an approval', () => {
  const subject = worth(8500);
  const said = { decision: 'approve', terms: 1, by: people[0]! } as const;
  const two = ApprovalsPolicy.parse({ chains: [{ when: {}, levels: [{ team: 'agents' }] }], fallback: { team: 'managers' } });
  const approved = closeApproval(asked(subject), 'approve', agent, day(1));

  it('fits its schema, open and decided', () => {
    expect(Approval.parse(asked(subject))).toEqual(asked(subject));
    expect(Approval.parse(closeApproval(asked(subject), 'refuse', agent, day(1), 'text-1'))).toMatchObject({ status: 'refused' });
  });

  it.each([
    ['a decision about the terms shown is taken', asked(subject), subject, said, 1, 'take'],
    ['the same person says the same again', approved, subject, said, 2, 'repeated'],
    ['the same person says the opposite', approved, subject, { ...said, decision: 'refuse' }, 2, 'decided'],
    ['another person says the same', approved, subject, { ...said, by: { ...people[1]!, team: 'agents' } }, 2, 'decided'],
    ['other terms were shown', asked(subject), subject, { ...said, terms: 2 }, 1, 'terms-changed'],
    ['the terms moved on', asked(subject), { ...subject, terms: 2 }, said, 1, 'terms-changed'],
    ['another approval took its place', asked(subject), { ...subject, approvalId: 'b'.repeat(32) }, said, 1, 'terms-changed'],
    ['the return was cancelled', asked(subject), { ...subject, status: 'cancelled' }, said, 1, 'over'],
    ['its time is over at the very instant', asked(subject), subject, said, 30, 'over'],
  ] as const)('%s', (_, approval, now, decision, on, taken) => {
    const staff = [people[0]!, { ...people[1]!, team: 'agents' }, people[2]!];
    expect(takeDecision(approval, { subject: now }, decision, { rules: two, staff }, day(on))).toMatchObject({ taken });
  });

  it('stays as decided whatever happens to the case', () => {
    expect(approvalStatus(approved, { ...subject, status: 'cancelled' }, day(99))).toBe('approved');
  });
});

describe('the approvals policy', () => {
  it.each([
    ['a level without anybody', { chains: [{ when: {}, levels: [{}] }], fallback: { team: 'a' } }],
    [
      'a level with people and a team',
      { chains: [{ when: {}, levels: [{ people: ['a@b.example'], team: 'a' }] }], fallback: { team: 'a' } },
    ],
    ['no chain at all', { chains: [], fallback: { team: 'a' } }],
    ['a word it does not know', { chains: [{ when: { above: 1 }, levels: [{ team: 'a' }] }], fallback: { team: 'a' } }],
  ])('refuses %s', (_, body) => {
    expect(ApprovalsPolicy.safeParse(body).success).toBe(false);
  });
});
