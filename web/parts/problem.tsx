import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { ApiProblem } from '../api.ts';
import { t } from '../language.ts';

/** What went wrong, at the top, in focus, in the API's own words. */
export function ProblemSummary({ problem }: { problem: unknown }): VNode | null {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem) box.current?.focus();
  }, [problem]);
  if (!problem) return null;
  const fields = problem instanceof ApiProblem ? problem.fields : [];
  return (
    <div class="problem" role="alert" tabIndex={-1} ref={box}>
      <h2>{t('errorTitle')}</h2>
      <p>{problem instanceof Error ? problem.message : String(problem)}</p>
      {fields.length > 0 ? (
        <ul>
          {fields.map((field) => (
            <li key={`${field.pointer}${field.message}`}>{field.message}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
