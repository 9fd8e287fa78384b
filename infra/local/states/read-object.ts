import { DefinitionError } from './definition-error.ts';
import { explainUnknown } from './definition-fields.ts';

/** The value as an object with known fields only; throws DefinitionError that names state and field. */
export function readObject(value: unknown, state: string | undefined, place: string, known?: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new DefinitionError(state, place || 'definition', 'must be a JSON object');
  for (const field of Object.keys(value)) {
    if (known !== undefined && !known.includes(field))
      throw new DefinitionError(state, `${place === '' ? '' : `${place}/`}${field}`, explainUnknown(field, known));
  }
  return value as Record<string, unknown>;
}

/** The value as an array that holds something; throws DefinitionError that names state and field. */
export function readList(value: unknown, state: string, field: string): unknown[] {
  if (!Array.isArray(value) || value.length === 0) throw new DefinitionError(state, field, 'must be an array that is not empty');
  return value;
}
