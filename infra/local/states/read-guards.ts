import { DefinitionError } from './definition-error.ts';
import { CATCHER_FIELDS, RETRIER_FIELDS } from './definition-fields.ts';
import { RESERVED_ERRORS } from './error-names.ts';
import { readList, readObject } from './read-object.ts';

/** Checks `Retry`: literal numbers within AWS's bounds; throws DefinitionError. */
export function checkRetry(value: unknown, state: string): void {
  if (value === undefined) return;
  const retriers = readList(value, state, 'Retry');
  for (const [index, entry] of retriers.entries()) {
    const place = `Retry[${index}]`;
    const retrier = readObject(entry, state, place, RETRIER_FIELDS);
    checkErrorEquals(retrier.ErrorEquals, state, place, index === retriers.length - 1);
    checkNumber(retrier.IntervalSeconds, state, `${place}/IntervalSeconds`, 1, true);
    checkNumber(retrier.MaxAttempts, state, `${place}/MaxAttempts`, 0, true);
    checkNumber(retrier.BackoffRate, state, `${place}/BackoffRate`, 1, false);
    checkNumber(retrier.MaxDelaySeconds, state, `${place}/MaxDelaySeconds`, 1, true);
    if (retrier.JitterStrategy !== undefined && retrier.JitterStrategy !== 'FULL' && retrier.JitterStrategy !== 'NONE') {
      throw new DefinitionError(state, `${place}/JitterStrategy`, 'must be "FULL" or "NONE"');
    }
  }
}

/** Checks the errors and fields of `Catch` and gives back its entries; throws DefinitionError. */
export function readCatch(value: unknown, state: string): Record<string, unknown>[] {
  if (value === undefined) return [];
  const catchers = readList(value, state, 'Catch');
  return catchers.map((entry, index) => {
    const catcher = readObject(entry, state, `Catch[${index}]`, CATCHER_FIELDS);
    checkErrorEquals(catcher.ErrorEquals, state, `Catch[${index}]`, index === catchers.length - 1);
    return catcher;
  });
}

function checkErrorEquals(value: unknown, state: string, place: string, last: boolean): void {
  const field = `${place}/ErrorEquals`;
  const names = readList(value, state, field);
  for (const name of names) {
    if (typeof name !== 'string') throw new DefinitionError(state, field, 'must hold error names, never expressions');
    if (name.startsWith('{%')) throw new DefinitionError(state, field, 'cannot be an expression: write the error names');
    if (name.startsWith('States.') && !RESERVED_ERRORS.includes(name)) {
      throw new DefinitionError(
        state,
        field,
        `names "${name}", which Step Functions does not have: use one of ${RESERVED_ERRORS.join(', ')}`,
      );
    }
  }
  if (names.includes('States.ALL') && (names.length > 1 || !last)) {
    throw new DefinitionError(state, field, 'has States.ALL, which must stand alone and in the last entry');
  }
}

function checkNumber(value: unknown, state: string, field: string, least: number, whole: boolean): void {
  if (value === undefined) return;
  if (typeof value !== 'number' || value < least || value > 99_999_999 || (whole && !Number.isInteger(value))) {
    throw new DefinitionError(state, field, `must be a ${whole ? 'whole ' : ''}number from ${least} to 99999999, never an expression`);
  }
}
