import jsonata from 'jsonata';
import { tellEvaluation } from './hear-evaluations.ts';
import { queryEvaluationError } from './state-failed.ts';

// Parsing costs far more than evaluating, and a definition's expressions are few.
const parsed = new Map<string, jsonata.Expression>();

/** Is this string an expression? AWS wants `{%` as the very first and `%}` as the very last characters. */
export function isExpression(value: unknown): value is string {
  return typeof value === 'string' && value.length >= 4 && value.startsWith('{%') && value.endsWith('%}');
}

/** Parses `{% … %}` once per source; throws jsonata's error on bad syntax. The depth limit stops endless recursion. */
export function parseExpression(source: string): jsonata.Expression {
  let expression = parsed.get(source);
  if (expression === undefined) {
    expression = jsonata(source.slice(2, -2), { stack: 500, sequence: 1_000_000 });
    parsed.set(source, expression);
  }
  return expression;
}

/** Evaluates `{% … %}` to plain JSON; throws StateFailed (States.QueryEvaluationError), also when it yields nothing or a function. */
export async function evaluateExpression(source: string, field: string, bindings: Record<string, unknown>): Promise<unknown> {
  const result = await evaluated(source, field, bindings);
  tellEvaluation({ source, field, bindings, result });
  return result;
}

async function evaluated(source: string, field: string, bindings: Record<string, unknown>): Promise<unknown> {
  const told = `The JSONata expression '${source.slice(2, -2).trim()}' specified for the field '${field}'`;
  let result: unknown;
  try {
    result = await parseExpression(source).evaluate(undefined, bindings);
  } catch (error) {
    throw queryEvaluationError(field, `${told} threw an error during evaluation${reason(error)}`);
  }
  if (result === undefined) throw queryEvaluationError(field, `${told} returned nothing (undefined).`);
  if (result === null || typeof result === 'boolean' || typeof result === 'string') return result;
  // jsonata marks its arrays with hidden properties; a JSON round trip sheds them.
  let text: string | undefined;
  try {
    text = JSON.stringify(result, refuseFunctions);
  } catch {
    text = undefined;
  }
  if (text === undefined) throw queryEvaluationError(field, `${told} returned an unsupported result type.`);
  return JSON.parse(text);
}

function refuseFunctions(_key: string, value: unknown): unknown {
  if (
    typeof value === 'function' ||
    (typeof value === 'object' && value !== null && ('_jsonata_lambda' in value || '_jsonata_function' in value))
  ) {
    throw new TypeError('a function is not JSON');
  }
  return value;
}

function reason(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  // AWS writes coded errors of JSONata as their own sentence, and those of its own functions after a colon.
  return typeof code === 'string' ? `. ${code}: ${String(message)}` : `: ${String(message)}`;
}
