/** Tokens live in this tab only (sessionStorage): no cookie, nothing that another site could make the browser send. */
export type Role = 'customer' | 'agent';

export function tokenOf(role: Role): string | undefined {
  return sessionStorage.getItem(`redress.${role}`) ?? undefined;
}

/** The colleague's own address, to ask for a new code with. */
export function emailOf(): string | undefined {
  return sessionStorage.getItem('redress.email') ?? undefined;
}

export function keepEmail(email: string): void {
  sessionStorage.setItem('redress.email', email);
}

export function keepToken(role: Role, token: string | undefined): void {
  if (token) sessionStorage.setItem(`redress.${role}`, token);
  else sessionStorage.removeItem(`redress.${role}`);
}
