import { ApprovalsPolicy } from '../../domain/approvals/approvals-policy.ts';
import { personIdOf } from '../../domain/identifiers.ts';
import { PeoplePolicy } from '../../domain/people/people-policy.ts';
import type { AgentCaller } from '../../functions/runtime/caller.ts';

const roles = { agent: ['agent'], warehouse: ['warehouse'], supervisor: ['agent', 'supervisor'], manager: ['agent', 'manager'] };
export type Colleague = keyof typeof roles;
export const colleagues = Object.keys(roles) as Colleague[];

/** One colleague of each role, `agent@shop.example` and so on. */
export function aStaff(): PeoplePolicy {
  return PeoplePolicy.parse(
    colleagues.map((name) => ({
      email: `${name}@shop.example`,
      name: `The ${name}`,
      roles: roles[name],
      team: name === 'warehouse' ? 'depot' : 'care',
    })),
  );
}

/** Agents up to 200.00 GBP, supervisors up to 1,000.00, the manager above. */
export function anApprovalsPolicy(): ApprovalsPolicy {
  return ApprovalsPolicy.parse({
    chains: [
      { when: { over: { GBP: 100_000 } }, levels: [{ people: ['manager@shop.example'] }] },
      { when: { over: { GBP: 20_000 } }, levels: [{ people: ['supervisor@shop.example', 'manager@shop.example'] }] },
      { when: {}, levels: [{ people: ['agent@shop.example', 'supervisor@shop.example', 'manager@shop.example'] }] },
    ],
    fallback: { people: ['manager@shop.example'] },
  });
}

export const idOf = (name: Colleague): string => personIdOf(`${name}@shop.example`);
export const callerOf = (name: Colleague): AgentCaller => ({
  kind: 'agent',
  personId: idOf(name),
  email: `${name}@shop.example`,
  name: `The ${name}`,
  roles: roles[name],
  tokenId: 'token-1',
  codeAt: '2026-11-10T09:00:00.000Z',
});
