import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApprovalsPolicy } from '../../../domain/approvals/approvals-policy.ts';
import { beneficiaryOf } from '../../../domain/approvals/barred.ts';
import { firstEmptySeat } from '../../../domain/approvals/seats.ts';
import { nextAbsence, whoDecides } from '../../../domain/approvals/who-decides.ts';
import { isAway } from '../../../domain/people/people-policy.ts';
import { day } from '../../builders/a-return.ts';
import { asksFor, idOfName, rulesOf, somebody, staffOf } from '../../builders/an-approval.ts';

const away = { absences: [{ from: day(0).toISOString(), until: day(5).toISOString() }] };
const people = (...names: string[]) => ({ people: names.map((name) => `${name}@shop.example`) });
const vote = (by: string, level = 1) => ({ level, by: idOfName(by), at: day(0).toISOString() });
const staff = staffOf(
  somebody('ada', 'desk'),
  somebody('bob', 'desk'),
  somebody('sam', 'seniors', { deputies: ['tom@shop.example'] }),
  somebody('tom', 'others'),
);
const absent = (...names: string[]) => staff.map((person) => (names.includes(person.name) ? { ...person, ...away } : person));

describe('who is asked', () => {
  it.each([
    ['everybody of a team', rulesOf({ team: 'desk' }), staff, {}, {}, ['ada named', 'bob named']],
    ['the named, whatever their team', rulesOf(people('sam', 'ada')), staff, {}, {}, ['sam named', 'ada named']],
    ['the deputy of somebody who is away', rulesOf(people('sam')), absent('sam'), {}, {}, ['tom deputy']],
    ['nobody for those above while a deputy is there', rulesOf(people('sam'), people('ada')), absent('sam'), {}, {}, ['tom deputy']],
    [
      'the next level when deputies are away too',
      rulesOf(people('sam'), { team: 'desk' }),
      absent('sam', 'tom'),
      {},
      {},
      ['ada above', 'bob above'],
    ],
    ['the fallback when nobody else is there', rulesOf(people('sam')), absent('sam', 'tom'), {}, {}, ['mia fallback']],
    ['the others where one opened the return', rulesOf({ team: 'desk' }), staff, {}, { openedBy: idOfName('ada') }, ['bob named']],
    ['the others where one changed it last', rulesOf({ team: 'desk' }), staff, {}, { lastEditedBy: idOfName('bob') }, ['ada named']],
    ['those above where the only one opened it', rulesOf(people('sam')), staff, {}, { openedBy: idOfName('sam') }, ['mia fallback']],
    [
      'no deputy of somebody who may not decide',
      rulesOf(people('sam')),
      absent('sam'),
      {},
      { openedBy: idOfName('sam') },
      ['mia fallback'],
    ],
    [
      'whoever a seat was handed to',
      rulesOf(people('sam')),
      staff,
      { handed: [{ from: idOfName('sam'), to: idOfName('ada') }] },
      {},
      ['ada reassigned'],
    ],
    ['the second of two that are needed', rulesOf({ team: 'desk', quorum: 2 }), staff, { votes: [vote('ada')] }, {}, ['bob named']],
    [
      'the next level after the first',
      rulesOf({ team: 'desk' }, people('sam')),
      staff,
      { level: 2, votes: [vote('ada')] },
      {},
      ['sam named'],
    ],
    [
      'somebody else where the same person stands on both levels',
      rulesOf({ team: 'desk' }, { team: 'desk' }),
      staff,
      { level: 2, votes: [vote('ada')] },
      {},
      ['bob named'],
    ],
    ['one step up as well after silence', rulesOf({ team: 'desk' }, people('sam')), staff, { raised: 1 }, {}, ['ada named', 'bob named']],
    [
      'the fallback as well after more silence',
      rulesOf({ team: 'desk' }, people('sam')),
      staff,
      { raised: 2 },
      {},
      ['ada named', 'bob named', 'mia fallback'],
    ],
    [
      'more from above when two are needed and one is barred',
      rulesOf({ team: 'desk', quorum: 2 }),
      staff,
      {},
      { openedBy: idOfName('ada') },
      ['bob named', 'mia fallback'],
    ],
    [
      'all who may, where all are needed',
      rulesOf({ team: 'desk', quorum: 'all' }),
      staff,
      {},
      { openedBy: idOfName('ada') },
      ['bob named'],
    ],
    ['nobody, rather than somebody who may not', rulesOf({ team: 'management' }), staff, {}, { openedBy: idOfName('mia') }, []],
  ] as const)('%s', (_, rules, colleagues, differs, subject, expected) => {
    const { approval, matter } = asksFor(differs as never, subject);
    const { asked } = whoDecides(approval, matter, rules, [...colleagues], day(1));
    expect(asked.map(({ person, how }) => `${person.name} ${how}`)).toEqual(expected);
  });

  it('leaves those whom a later level cannot do without for that level', () => {
    const { approval, matter } = asksFor();
    const rules = rulesOf(people('sam'), people('tom'));
    expect(whoDecides(approval, matter, rules, absent('sam'), day(1)).asked.map(({ person }) => person.name)).toEqual(['mia']);
  });

  it('is never whoever the money goes to, by whatever address of the same mailbox', () => {
    const { approval, matter } = asksFor();
    for (const email of ['ada@shop.example', 'Ada+returns@SHOP.example ']) {
      const own = { ...matter, beneficiary: beneficiaryOf({ email }) };
      expect(whoDecides(approval, own, rulesOf({ team: 'desk' }), staff, day(1)).asked.map(({ person }) => person.name)).toEqual(['bob']);
    }
  });

  it('are also those who may approve more, before the fallback', () => {
    const rules = ApprovalsPolicy.parse({
      chains: [
        { when: { over: { GBP: 100_000 }, kind: 'complaint' }, levels: [people('tom')] },
        { when: { over: { GBP: 20_000 } }, levels: [people('sam')] },
        { when: {}, levels: [people('ada')] },
      ],
      fallback: { team: 'management' },
    });
    const { approval, matter } = asksFor({ raised: 1 });
    expect(whoDecides(approval, matter, rules, staff, day(1)).asked.map(({ person }) => person.name)).toEqual(['ada', 'sam']);
  });

  it('knows when to look again: the next absence to begin or end, of those above and deputies as well', () => {
    const { approval, matter } = asksFor();
    const rules = rulesOf(people('sam'));
    expect(nextAbsence(approval, matter, rules, staff, day(1))).toBeUndefined();
    expect(nextAbsence(approval, matter, rules, absent('tom'), day(1))).toBe(day(5).toISOString());
    expect(nextAbsence(approval, matter, rules, absent('ada'), day(1))).toBeUndefined();
  });
});

describe('whoever is asked', () => {
  const names = ['ada', 'bob', 'sam', 'tom', 'mia'] as const;
  const name = fc.constantFrom(...names);
  const level = fc.record({ people: fc.uniqueArray(name, { minLength: 1 }), quorum: fc.constantFrom(1, 2, 'any', 'all') });

  it('is there, has no stake, did not approve before, and is asked once; too few is said', () => {
    fc.assert(
      fc.property(
        fc.array(level, { minLength: 1, maxLength: 3 }),
        fc.uniqueArray(name),
        fc.array(name, { maxLength: 2 }),
        fc.option(name),
        fc.option(name),
        fc.nat(3),
        (levels, gone, voters, opener, editor, raised) => {
          const rules = rulesOf(...levels.map(({ people: named, quorum }) => ({ ...people(...named), quorum })));
          const votes = [...new Set(voters)].map((by) => vote(by));
          const edited = { ...(opener ? { openedBy: idOfName(opener) } : {}), ...(editor ? { lastEditedBy: idOfName(editor) } : {}) };
          const { approval, matter } = asksFor({ votes, raised, level: 1 + (raised % levels.length) }, edited);
          const panel = whoDecides(approval, matter, rules, absent(...gone), day(1));
          const asked = panel.asked.map(({ person }) => person);
          expect(new Set(asked).size).toBe(asked.length);
          for (const person of asked) {
            expect(isAway(person, day(1))).toBe(false);
            expect([opener, editor, ...voters]).not.toContain(person.name);
          }
          expect(panel.short).toBe(asked.length < panel.needed);
        },
      ),
    );
  });
});

describe('seats', () => {
  it.each([
    ['one level, one person', [{ needed: 1, people: ['a'] }], undefined],
    [
      'two levels that share two people',
      [
        { needed: 1, people: ['a', 'b'] },
        { needed: 1, people: ['a'] },
      ],
      undefined,
    ],
    [
      'two levels of one person',
      [
        { needed: 1, people: ['a'] },
        { needed: 1, people: ['a'] },
      ],
      1,
    ],
    [
      'three levels for two people',
      [
        { needed: 1, people: ['a', 'b'] },
        { needed: 1, people: ['a', 'b'] },
        { needed: 1, people: ['b', 'a'] },
      ],
      2,
    ],
    [
      'two of three, and the third',
      [
        { needed: 2, people: ['a', 'b', 'c'] },
        { needed: 1, people: ['a'] },
      ],
      undefined,
    ],
    ['a level of nobody', [{ needed: 1, people: [] }], 0],
  ])('%s', (_, levels, empty) => {
    expect(firstEmptySeat(levels)).toBe(empty);
  });
});
