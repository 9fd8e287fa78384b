import type { ComponentChildren, VNode } from 'preact';
import { useId } from 'preact/hooks';
import { useFieldProblem } from './field-problems.ts';

interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly hint?: string | undefined;
  readonly required?: boolean;
}
/** What a control needs to be found, described and faulted. */
interface ControlProps {
  readonly id: string;
  readonly name: string;
  readonly required: boolean;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: 'true';
}

/** A label, its hint, what is wrong, and the control: all read out together. */
export function Field({ label, name, hint, required = false, control }: FieldProps & { control: (props: ControlProps) => VNode }): VNode {
  const id = useId();
  const wrong = useFieldProblem(name);
  const described = [hint ? `${id}-hint` : '', wrong ? `${id}-wrong` : ''].filter(Boolean).join(' ');
  return (
    <div class={wrong ? 'field wrong' : 'field'}>
      <label for={id}>{label}</label>
      {hint ? (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {wrong ? (
        <p class="fault" id={`${id}-wrong`}>
          {wrong}
        </p>
      ) : null}
      {control({
        ...{ id, name, required },
        ...(described ? { 'aria-describedby': described } : {}),
        ...(wrong ? { 'aria-invalid': 'true' as const } : {}),
      })}
    </div>
  );
}

interface InputProps extends FieldProps {
  readonly type?: 'text' | 'email' | 'number';
  readonly value?: string;
  readonly autoComplete?: string;
  readonly inputMode?: 'numeric' | 'decimal' | 'text' | 'email';
  readonly min?: number;
  readonly max?: number;
}

/** A labelled input; `value` is what it starts with. */
export function Input({ label, name, hint, required, value, type = 'text', ...rest }: InputProps): VNode {
  const field = { label, name, hint, ...(required === undefined ? {} : { required }) };
  const start = value === undefined ? {} : { defaultValue: value };
  return (
    <Field
      {...field}
      control={(own) => {
        const all = { ...own, ...rest, ...start };
        if (type === 'number') return <input type="number" {...all} />;
        return type === 'email' ? <input type="email" {...all} /> : <input type="text" dir="auto" {...all} />;
      }}
    />
  );
}

/** A labelled choice. */
export function Select(props: FieldProps & { value: string; onChange?: (value: string) => void; children: ComponentChildren }): VNode {
  const { label, name, hint, required, value, onChange, children } = props;
  const field = { label, name, hint, ...(required === undefined ? {} : { required }) };
  return (
    <Field
      {...field}
      control={(own) => (
        <select {...own} value={value} onChange={(event) => onChange?.(event.currentTarget.value)}>
          {children}
        </select>
      )}
    />
  );
}

/** A labelled text of several lines, in whatever direction it is written. */
export function TextArea(props: FieldProps & { value?: string; onInput?: (value: string) => void }): VNode {
  const { label, name, hint, required, value, onInput } = props;
  const field = { label, name, hint, ...(required === undefined ? {} : { required }) };
  return (
    <Field
      {...field}
      control={(own) => <textarea {...own} rows={3} dir="auto" value={value} onInput={(event) => onInput?.(event.currentTarget.value)} />}
    />
  );
}
