import { TemplateError } from '../template/template.ts';

/** A checked pattern: each member a list of what may match, or a nested pattern. */
export interface Pattern {
  readonly [member: string]: Pattern | readonly unknown[];
}

const OPERATORS = ['prefix', 'suffix', 'anything-but', 'exists', 'numeric', 'equals-ignore-case'];

/** Takes JSON for a pattern as EventBridge and stream filters know it. Throws TemplateError for an operator that is not known here. */
export function readPattern(json: unknown, where = 'pattern'): Pattern {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new TemplateError(`${where} is not a JSON object`);
  for (const [member, wanted] of Object.entries(json)) {
    const place = `${where}.${member}`;
    if (member.startsWith('$')) throw new TemplateError(`${place}: the local cloud does not know ${member} in patterns`);
    if (!Array.isArray(wanted)) readPattern(wanted, place);
    else for (const alternative of wanted) checkAlternative(alternative, place);
  }
  return json as Pattern;
}

function checkAlternative(alternative: unknown, place: string): void {
  if (typeof alternative !== 'object' || alternative === null) return;
  const unknown = Object.keys(alternative).find((operator) => !OPERATORS.includes(operator));
  if (unknown !== undefined)
    throw new TemplateError(`${place}: the local cloud does not know the operator "${unknown}"; it knows ${OPERATORS.join(', ')}`);
}

/** Does the event fit? Every member must; of a list, one alternative; of an array in the event, one element. */
export function matches(pattern: Pattern, event: unknown): boolean {
  const members = typeof event === 'object' && event !== null ? (event as Record<string, unknown>) : {};
  return Object.entries(pattern).every(([member, wanted]) => {
    const value = members[member];
    if (!Array.isArray(wanted)) {
      if (Array.isArray(value)) return value.some((element) => matches(wanted as Pattern, element));
      return value === undefined ? matches(wanted as Pattern, {}) : matches(wanted as Pattern, value);
    }
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return wanted.some((alternative) => values.some((each) => fits(alternative, each, member in members)));
  });
}

function fits(alternative: unknown, value: unknown, present: boolean): boolean {
  if (typeof alternative !== 'object' || alternative === null) return present && alternative === value;
  return Object.entries(alternative).every(([operator, operand]) => {
    if (operator === 'exists') return operand === present;
    if (!present) return false;
    switch (operator) {
      case 'prefix':
        return typeof value === 'string' && value.startsWith(String(operand));
      case 'suffix':
        return typeof value === 'string' && value.endsWith(String(operand));
      case 'equals-ignore-case':
        return typeof value === 'string' && value.toLowerCase() === String(operand).toLowerCase();
      case 'anything-but':
        return !isExcepted(operand, value);
      default:
        return typeof value === 'number' && compares(operand as readonly unknown[], value);
    }
  });
}

function isExcepted(operand: unknown, value: unknown): boolean {
  if (Array.isArray(operand)) return operand.some((each) => isExcepted(each, value));
  if (typeof operand !== 'object' || operand === null) return operand === value;
  return fits(operand, value, true);
}

function compares(operand: readonly unknown[], value: number): boolean {
  for (let index = 0; index < operand.length; index += 2) {
    const bound = Number(operand[index + 1]);
    const holds = { '=': value === bound, '<': value < bound, '<=': value <= bound, '>': value > bound, '>=': value >= bound }[
      String(operand[index])
    ];
    if (holds !== true) return false;
  }
  return true;
}
