import { TemplateError } from './template.ts';

type Members = Record<string, unknown>;

/** A member that must be a text. */
export function textOf(members: Members, name: string, where: string): string {
  const value = members[name];
  if (typeof value === 'string') return value;
  throw new TemplateError(`${where} has no "${name}"`);
}

/** A number (CloudFormation also writes it as text), or what stands for an absent one. */
export function numberOf(members: Members, name: string, absent: number): number {
  const value = members[name];
  return value === undefined ? absent : Number(value);
}

/** A member that holds further members; empty when absent. */
export function membersOf(members: Members, name: string): Members {
  const value = members[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
}

/** A list of members; empty when absent. */
export function listOf(members: Members, name: string): Members[] {
  const value = members[name];
  return Array.isArray(value) ? (value as Members[]) : [];
}
