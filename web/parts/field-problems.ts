import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { ApiProblem } from '../api.ts';
import { t } from '../language.ts';

/** What is wrong with one field, by the field's name. */
export interface FieldProblem {
  readonly name?: string;
  readonly message: string;
}

/** A form that is not ready to be sent. */
export class NotReady extends Error {
  override name = 'NotReady';
  readonly fields: readonly FieldProblem[];
  constructor(fields: readonly FieldProblem[]) {
    super(t('notReady'));
    this.fields = fields;
  }
}

/** The name of the field that a JSON pointer means: `/email` is `email`, unless a form knows better. */
export type NameOf = (pointer: string) => string | undefined;
const lastPart: NameOf = (pointer) => pointer.split('/').at(-1);

/** A problem's fields, whether the form found them or the API. */
export function fieldsOf(problem: unknown, nameOf: NameOf = lastPart): readonly FieldProblem[] {
  if (problem instanceof NotReady) return problem.fields;
  if (!(problem instanceof ApiProblem)) return [];
  return problem.fields.map(({ pointer, message }) => {
    const name = nameOf(pointer);
    return name === undefined ? { message } : { name, message };
  });
}

export const FieldProblems = createContext<readonly FieldProblem[]>([]);

/** What is wrong with this field, to be shown beside it. */
export function useFieldProblem(name: string): string | undefined {
  return useContext(FieldProblems).find((field) => field.name === name)?.message;
}

/** The fields of a form that are empty or malformed although they must not be, in the page's language. */
export function incomplete(form: HTMLFormElement): FieldProblem[] {
  return [...form.elements].flatMap((element) => {
    if (!(element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement)) return [];
    const { validity, name } = element;
    const label = element.labels?.[0]?.textContent ?? name;
    const blank = element.required && element.value.trim() === '' && element.type !== 'file';
    if (validity.valid && !blank) return [];
    return [{ name, message: validity.valueMissing || blank ? t('fillIn', { label }) : t('lookAt', { label }) }];
  });
}
