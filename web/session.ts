/** Tokens live in this tab only (sessionStorage): no cookie, nothing that another site could make the browser send. */
export type Role = 'customer' | 'agent';

export function tokenOf(role: Role): string | undefined {
  return sessionStorage.getItem(`redress.${role}`) ?? undefined;
}

export function keepToken(role: Role, token: string | undefined): void {
  if (token) sessionStorage.setItem(`redress.${role}`, token);
  else sessionStorage.removeItem(`redress.${role}`);
}
