import { evaluateExpression, isExpression } from './expressions.ts';
import { queryEvaluationError } from './state-failed.ts';

/** What an expression can see: variables, functions and `states`, without the dollar sign. */
export type Bindings = Record<string, unknown>;

/** Evaluates every expression inside a JSON template; `field` names the place in errors (`Output/lines[0]/sku`). */
export async function evaluateTemplate(template: unknown, field: string, bindings: Bindings): Promise<unknown> {
  if (isExpression(template)) return evaluateExpression(template, field, bindings);
  if (Array.isArray(template)) {
    const items: unknown[] = [];
    for (const [index, item] of template.entries()) items.push(await evaluateTemplate(item, `${field}[${index}]`, bindings));
    return items;
  }
  if (typeof template === 'object' && template !== null) {
    const entries: [string, unknown][] = [];
    for (const [key, value] of Object.entries(template)) entries.push([key, await evaluateTemplate(value, `${field}/${key}`, bindings)]);
    return Object.fromEntries(entries);
  }
  return template;
}

/** A whole number within the given bounds; throws StateFailed (States.QueryEvaluationError) otherwise. */
export async function evaluateInteger(
  value: unknown,
  field: string,
  bindings: Bindings,
  bounds: { least: number; most?: number },
): Promise<number> {
  const result = await evaluateTemplate(value, field, bindings);
  if (typeof result !== 'number' || !Number.isInteger(result)) throw wrongType(value, field, 'integer', result);
  if (result < bounds.least || result > (bounds.most ?? 99_999_999)) {
    throw queryEvaluationError(field, `The field '${field}' has the value ${result}, which is out of range.`);
  }
  return result;
}

/** A number within the given bounds, fractions allowed; throws StateFailed (States.QueryEvaluationError) otherwise. */
export async function evaluateNumber(
  value: unknown,
  field: string,
  bindings: Bindings,
  bounds: { least: number; most: number },
): Promise<number> {
  const result = await evaluateTemplate(value, field, bindings);
  if (typeof result !== 'number') throw wrongType(value, field, 'number', result);
  if (result < bounds.least || result > bounds.most) {
    throw queryEvaluationError(field, `The field '${field}' has the value ${result}, which is out of range.`);
  }
  return result;
}

/** A string; throws StateFailed (States.QueryEvaluationError) otherwise. */
export async function evaluateString(value: unknown, field: string, bindings: Bindings): Promise<string> {
  const result = await evaluateTemplate(value, field, bindings);
  if (typeof result !== 'string') throw wrongType(value, field, 'string', result);
  return result;
}

/** True or false, nothing that merely counts as such; throws StateFailed (States.QueryEvaluationError) otherwise. */
export async function evaluateBoolean(value: unknown, field: string, bindings: Bindings): Promise<boolean> {
  const result = await evaluateTemplate(value, field, bindings);
  if (typeof result !== 'boolean') throw wrongType(value, field, 'boolean', result);
  return result;
}

/** An array; throws StateFailed (States.QueryEvaluationError) otherwise: JSONata yields a lone item without its array. */
export async function evaluateArray(value: unknown, field: string, bindings: Bindings): Promise<unknown[]> {
  const result = await evaluateTemplate(value, field, bindings);
  if (!Array.isArray(result)) throw wrongType(value, field, 'array', result);
  return result;
}

function wrongType(source: unknown, field: string, expected: string, result: unknown) {
  const actual = result === null ? 'null' : Array.isArray(result) ? 'array' : typeof result;
  const what = isExpression(source)
    ? `The JSONata expression '${source.slice(2, -2).trim()}' specified for the field`
    : 'The value specified for the field';
  return queryEvaluationError(
    field,
    `${what} '${field}' returned an unexpected result type. Expected '${expected}', but was '${actual}' for value: ${JSON.stringify(result)}`,
  );
}
