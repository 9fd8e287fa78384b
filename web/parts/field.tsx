import type { ComponentChildren, TargetedInputEvent, VNode } from 'preact';
import { useId } from 'preact/hooks';

interface InputProps {
  readonly label: string;
  readonly name: string;
  readonly type?: 'text' | 'email';
  readonly value?: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly autoComplete?: string;
  readonly inputMode?: 'numeric' | 'text' | 'email';
  readonly onInput?: (value: string) => void;
}

/** A labelled input; the hint is read out with it. */
export function Input({ label, name, hint, onInput, type = 'text', ...rest }: InputProps): VNode {
  const id = useId();
  const props = {
    id,
    name,
    'aria-describedby': hint ? `${id}-hint` : undefined,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => onInput?.(event.currentTarget.value),
    ...rest,
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint ? (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {type === 'email' ? <input type="email" {...props} /> : <input type="text" {...props} />}
    </div>
  );
}

/** A labelled choice. */
export function Select(props: {
  label: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
  children: ComponentChildren;
}): VNode {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <select id={id} name={props.name} value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)}>
        {props.children}
      </select>
    </div>
  );
}

/** A labelled text of several lines. */
export function TextArea({
  label,
  name,
  value,
  onInput,
}: {
  label: string;
  name: string;
  value?: string;
  onInput?: (value: string) => void;
}): VNode {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea id={id} name={name} rows={3} value={value} onInput={(event) => onInput?.(event.currentTarget.value)} />
    </div>
  );
}

/** The fields of a submitted form as strings. */
export function valuesOf(event: SubmitEvent): Record<string, string> {
  event.preventDefault();
  const data = new FormData(event.currentTarget as HTMLFormElement);
  return Object.fromEntries([...data].map(([key, value]) => [key, typeof value === 'string' ? value.trim() : '']));
}
