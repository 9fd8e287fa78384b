import { findBareReference, readsStatesField } from './check-references.ts';
import { DefinitionError } from './definition-error.ts';
import { isExpression, parseExpression } from './expressions.ts';

/** Checks every string of a JSON template: expressions must parse, JSONPath's `x.$` keys are refused; throws DefinitionError. */
export function checkTemplate(template: unknown, state: string | undefined, field: string): void {
  if (typeof template === 'string') checkString(template, state, field);
  else if (Array.isArray(template)) for (const [index, item] of template.entries()) checkTemplate(item, state, `${field}[${index}]`);
  else if (typeof template === 'object' && template !== null) {
    for (const [key, value] of Object.entries(template)) {
      if (key.endsWith('.$')) {
        throw new DefinitionError(
          state,
          `${field}/${key}`,
          `belongs to JSONPath, but this engine runs JSONata only: name it "${key.slice(0, -2)}" and write "{% … %}"`,
        );
      }
      checkTemplate(value, state, `${field}/${key}`);
    }
  }
}

function checkString(text: string, state: string | undefined, field: string): void {
  if (text.startsWith('{%') !== text.endsWith('%}'))
    throw new DefinitionError(state, field, 'is half an expression: write "{% … %}" with nothing around it');
  if (!isExpression(text)) return;
  const ast = parse(text, state, field);
  const bare = findBareReference(ast);
  if (bare !== undefined) {
    throw new DefinitionError(
      state,
      field,
      `refers to '${bare}' at the top level, where there is nothing: begin with $states.input or a variable`,
    );
  }
  if (readsStatesField(ast, 'errorOutput') && !field.startsWith('Catch[')) {
    throw new DefinitionError(
      state,
      field,
      'reads $states.errorOutput, which exists only in the Output and Assign of Catch: move it there',
    );
  }
}

function parse(text: string, state: string | undefined, field: string): unknown {
  try {
    return parseExpression(text).ast();
  } catch (error) {
    throw new DefinitionError(state, field, `is not valid JSONata: ${(error as Error).message}`);
  }
}

/** Checks that a field is a whole number of at least `least`, or an expression; throws DefinitionError. */
export function checkNumberField(value: unknown, state: string | undefined, field: string, least: number): void {
  if (value === undefined) return;
  checkTemplate(value, state, field);
  if (isExpression(value)) return;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > 99_999_999) {
    throw new DefinitionError(state, field, `must be a whole number from ${least} to 99999999, or an expression "{% … %}"`);
  }
}

/** Checks that a field is a string, literal or expression; throws DefinitionError. */
export function checkStringField(value: unknown, state: string | undefined, field: string): void {
  if (value === undefined) return;
  if (typeof value !== 'string') throw new DefinitionError(state, field, 'must be a string, or an expression "{% … %}"');
  checkTemplate(value, state, field);
}
