import type { Because } from '../cases/because.ts';

/** Where a customer wants money paid by hand to go. `bank` may be left away beside an IBAN, which names it. */
export interface Account {
  readonly holder: string;
  readonly account: string;
  readonly bank?: string | undefined;
}

/** One thing wrong with an account, by the field that it is about. */
export interface AccountFault {
  readonly field: 'holder' | 'account' | 'bank';
  readonly because: Because;
}

const iban = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;
const number = /^[A-Z0-9]{5,34}$/;

/** An account as banks write it: no blanks, dashes or dots, in capitals. */
export function plainAccount(account: string): string {
  return account.replace(/[\s.-]/g, '').toUpperCase();
}

/** What is wrong with an account; empty when money can be sent there. An IBAN's check digits are counted (ISO 13616). */
export function accountFaults({ holder, account, bank }: Account): AccountFault[] {
  const plain = plainAccount(account);
  const fault = (field: AccountFault['field'], code: string): AccountFault => ({ field, because: { code, values: {} } });
  const faults = holder.trim() === '' ? [fault('holder', 'holder-missing')] : [];
  if (iban.test(plain)) return rest97(plain) === 1 ? faults : [...faults, fault('account', 'iban-wrong')];
  if (!number.test(plain) || !/\d/.test(plain)) faults.push(fault('account', 'account-unreadable'));
  return (bank ?? '').trim() === '' ? [...faults, fault('bank', 'bank-missing')] : faults;
}

/** The IBAN as a number (its first four characters last, A = 10 … Z = 35), modulo 97. */
function rest97(plain: string): number {
  const turned = plain.slice(4) + plain.slice(0, 4);
  return [...turned].reduce((rest, character) => {
    const value = Number.parseInt(character, 36);
    return (rest * (value > 9 ? 100 : 10) + value) % 97;
  }, 0);
}

/** An account as it may be shown: its last four characters. */
export function maskedAccount(account: string): string {
  return `•••• ${plainAccount(account).slice(-4)}`;
}
