import type { Because } from '../cases/because.ts';
import { personIdOf } from '../identifiers.ts';
import type { Person } from '../people/people-policy.ts';
import type { ReturnCase } from '../returns/return-case.ts';

/** A case that is decided about. `beneficiary`: the person id that its customer would have as a colleague; cases hold no addresses. */
export interface Matter {
  readonly subject: ReturnCase;
  readonly beneficiary?: string | undefined;
}

/** Why somebody may never decide this, whatever their level: they opened it, changed it last, or the money would be their own. */
export function barredFrom({ subject, beneficiary }: Matter, person: Pick<Person, 'email'>): Because | undefined {
  const personId = personIdOf(person.email);
  if (subject.openedBy === personId) return { code: 'own-request', values: {} };
  if (beneficiary !== undefined && beneficiaryOf(person) === beneficiary) return { code: 'own-benefit', values: {} };
  return subject.lastEditedBy === personId ? { code: 'own-change', values: {} } : undefined;
}

/** The person id of whoever reads a mailbox: `ana+returns@shop.example` and `ana@shop.example` are the same person. */
export function beneficiaryOf({ email }: { readonly email: string }): string {
  const [name = '', domain = ''] = email.trim().split('@');
  return personIdOf(`${name.replace(/\+.*$/, '')}@${domain}`);
}
