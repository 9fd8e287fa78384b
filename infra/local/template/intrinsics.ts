import { TemplateError } from './template.ts';

/** What references of one stack lead to; each throws TemplateError for a name that it does not know. */
export interface Scope {
  ref(logicalId: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
  imported(name: string): unknown;
  mapped(map: string, first: string, second: string): unknown;
  condition(name: string): boolean;
}

const NOTHING = Symbol('AWS::NoValue');
type Evaluate = (argument: unknown, scope: Scope, where: string) => unknown;

const text = (value: unknown, where: string): string => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TemplateError(`${where} should be a text, but is ${JSON.stringify(value)}`);
};
const list = (value: unknown, where: string): unknown[] => {
  if (Array.isArray(value)) return value;
  throw new TemplateError(`${where} should be a list, but is ${JSON.stringify(value)}`);
};

function substitute(argument: unknown, scope: Scope, where: string): string {
  const [template, given] = typeof argument === 'string' ? [argument, {}] : (list(argument, where) as [string, Record<string, unknown>]);
  return template.replace(/\$\{([^}]+)\}/g, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    if (name in given) return text(evaluate(given[name], scope, where), where);
    const [id = '', ...attribute] = name.split('.');
    return text(attribute.length > 0 ? scope.attribute(id, attribute.join('.')) : scope.ref(id), where);
  });
}

const functions: Record<string, Evaluate> = {
  Ref: (argument, scope) => (argument === 'AWS::NoValue' ? NOTHING : scope.ref(String(argument))),
  'Fn::GetAtt': (argument, scope, where) => {
    const [id, ...attribute] = typeof argument === 'string' ? argument.split('.') : list(argument, where).map(String);
    return scope.attribute(String(id), attribute.join('.'));
  },
  'Fn::Join': (argument, scope, where) => {
    const [separator, parts] = list(argument, where);
    return list(evaluate(parts, scope, where), where)
      .map((part) => text(part, where))
      .join(String(separator));
  },
  'Fn::Sub': substitute,
  'Fn::ImportValue': (argument, scope, where) => scope.imported(text(evaluate(argument, scope, where), where)),
  'Fn::Select': (argument, scope, where) => {
    const [index, items] = list(argument, where);
    return list(evaluate(items, scope, where), where)[Number(index)];
  },
  'Fn::Split': (argument, scope, where) => {
    const [separator, whole] = list(argument, where);
    return text(evaluate(whole, scope, where), where).split(String(separator));
  },
  'Fn::FindInMap': (argument, scope, where) => {
    const [map, first, second] = list(evaluate(argument, scope, where), where).map(String);
    return scope.mapped(map ?? '', first ?? '', second ?? '');
  },
  'Fn::If': (argument, scope, where) => {
    const [condition, yes, no] = list(argument, where);
    return evaluateRaw(scope.condition(String(condition)) ? yes : no, scope, where);
  },
  'Fn::Base64': (argument, scope, where) => Buffer.from(text(evaluate(argument, scope, where), where)).toString('base64'),
  'Fn::GetAZs': () => ['local-1a', 'local-1b'],
};

function evaluateRaw(value: unknown, scope: Scope, where: string): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => evaluateRaw(item, scope, `${where}[${index}]`)).filter((item) => item !== NOTHING);
  }
  if (typeof value !== 'object' || value === null) return value;
  const [first, ...others] = Object.keys(value);
  const members = value as Record<string, unknown>;
  if (first !== undefined && others.length === 0 && (first === 'Ref' || first.startsWith('Fn::'))) {
    const known = functions[first];
    if (known === undefined) throw new TemplateError(`${where} uses ${first}, which the local cloud does not know`);
    return known(members[first], scope, where);
  }
  const entries = Object.entries(members).map(([key, member]) => [key, evaluateRaw(member, scope, `${where}.${key}`)] as const);
  return Object.fromEntries(entries.filter(([, member]) => member !== NOTHING));
}

/** Replaces every intrinsic function in `value` by what it stands for; `where` names the place in errors. Throws TemplateError. */
export function evaluate(value: unknown, scope: Scope, where: string): unknown {
  const result = evaluateRaw(value, scope, where);
  return result === NOTHING ? undefined : result;
}
