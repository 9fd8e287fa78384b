import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../language.ts';
import { type FieldProblem, fieldsOf } from './field-problems.ts';

/** Brings the reader to a field of the form that this summary stands in. */
function goTo(event: MouseEvent, name: string): void {
  event.preventDefault();
  const form = (event.currentTarget as HTMLElement).closest('form');
  const field = form?.elements.namedItem(name);
  if (field instanceof HTMLElement) field.focus();
}

/** What went wrong, at the top, in focus, in the API's own words, with a link to each field that it is about. */
export function ProblemSummary({
  problem,
  fields = fieldsOf(problem),
}: {
  problem: unknown;
  fields?: readonly FieldProblem[];
}): VNode | null {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem) box.current?.focus();
  }, [problem]);
  if (!problem) return null;
  const sentence = problem instanceof Error ? problem.message : String(problem);
  const alone = fields.length === 1 && fields[0]?.message === sentence;
  return (
    <div class="problem" role="alert" tabIndex={-1} ref={box}>
      <h2>{t('errorTitle')}</h2>
      {alone ? null : <p>{sentence}</p>}
      {fields.length > 0 ? (
        <ul>
          {fields.map(({ name, message }) => (
            <li key={`${name}${message}`}>
              {name ? (
                <a href={`#${name}`} onClick={(event) => goTo(event, name)}>
                  {message}
                </a>
              ) : (
                message
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
