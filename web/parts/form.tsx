import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { FieldProblems, fieldsOf, incomplete, type NameOf, NotReady } from './field-problems.ts';
import { ProblemSummary } from './problem.tsx';

interface FormProps {
  readonly onValues: (values: Record<string, string>, form: HTMLFormElement) => void;
  readonly problem: unknown;
  readonly children: ComponentChildren;
  readonly class?: string;
  readonly nameOf?: NameOf;
}

/** A form that says at its top, with links, and beside each field what is missing; only a complete one is handed on. */
export function Form({ onValues, problem, children, class: name, nameOf }: FormProps): VNode {
  const [own, setOwn] = useState<NotReady>();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const missing = incomplete(form);
    setOwn(missing.length > 0 ? new NotReady(missing) : undefined);
    if (missing.length > 0) return;
    const data = [...new FormData(form)].map(([key, value]) => [key, typeof value === 'string' ? value.trim() : ''] as const);
    onValues(Object.fromEntries(data), form);
  };
  const shown = own ?? problem;
  const fields = fieldsOf(shown, nameOf);
  return (
    <form class={name} noValidate onSubmit={submit}>
      <ProblemSummary problem={shown} fields={fields} />
      <FieldProblems.Provider value={fields}>{children}</FieldProblems.Provider>
    </form>
  );
}
