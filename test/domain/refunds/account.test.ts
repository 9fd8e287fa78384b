import { describe, expect, it } from 'vitest';
import { accountFaults, maskedAccount, plainAccount } from '../../../domain/refunds/account.ts';

const given = (account: string, bank?: string, holder = 'Ana Putri') => ({ holder, account, bank });
const faults = (account: string, bank?: string, holder?: string) =>
  accountFaults(given(account, bank, holder)).map(({ field, because }) => [field, because.code]);

describe('an account', () => {
  it.each([
    'GB33BUKB20201555555555',
    'gb33 bukb 2020 1555 5555 55',
    'DE89370400440532013000',
    'NO9386011117947',
    'MT84MALT011000012345MTLCAST001S',
  ])('is a right IBAN without a bank: %s', (iban) => expect(faults(iban)).toEqual([]));

  it.each(['GB33BUKB20201555555556', 'GB43BUKB20201555555555', 'DE89370400440532013001'])('has wrong check digits: %s', (iban) => {
    expect(faults(iban)).toEqual([['account', 'iban-wrong']]);
  });

  it.each([['123-456-789'], ['0812 3456 7890'], ['ABC12'], ['1'.repeat(34)]])('is a number with its bank: %s', (account) => {
    expect(faults(account, 'BCA')).toEqual([]);
    expect(faults(account)).toEqual([['bank', 'bank-missing']]);
    expect(faults(account, '  ')).toEqual([['bank', 'bank-missing']]);
  });

  it.each(['', '1234', '1'.repeat(35), 'rekening', '12_345', '😀12345'])('is no number that a bank knows: “%s”', (account) => {
    expect(faults(account, 'BCA')).toEqual([['account', 'account-unreadable']]);
  });

  it('names every fault', () => {
    expect(faults('x', '', '  ')).toEqual([
      ['holder', 'holder-missing'],
      ['account', 'account-unreadable'],
      ['bank', 'bank-missing'],
    ]);
    expect(faults('GB33BUKB20201555555556', undefined, '')).toEqual([
      ['holder', 'holder-missing'],
      ['account', 'iban-wrong'],
    ]);
  });

  it('is written plainly, and shown by its last four characters', () => {
    expect(plainAccount(' gb33-bukb 2020.1555 ')).toBe('GB33BUKB20201555');
    expect(maskedAccount('gb33 bukb 2020 1555 5555 55')).toBe('•••• 5555');
  });
});

it.each(['XXGB33BUKB20201555555555', 'GB33BUKB20201555555555_', 'GB3ABUKB20201555555555'])(
  '%s only resembles an IBAN, so it needs its bank',
  (account) => {
    expect(accountFaults({ holder: 'Ana', account }).map(({ field }) => field)).toContain('bank');
  },
);
