import type { VNode } from 'preact';
import type { Operations } from '../generated/operations.ts';
import type { CaseView } from './case-desk.tsx';
import { valuesOf } from './field.tsx';

type Findings = Operations['POST /v1/agent/cases/{caseId}/inspection']['body']['lines'];
const outcomes = ['accepted', 'rejected', 'wrong-item'] as const;
const grades = ['A', 'B', 'C', 'D'];

/** What arrived, line by line: how many pieces, in what state. A line of which nothing came is left at 0. */
export function Inspection({
  lines,
  busy,
  onFindings,
}: {
  lines: CaseView['lines'];
  busy: boolean;
  onFindings: (findings: Findings) => void;
}): VNode {
  const submit = (event: SubmitEvent): void => {
    const values = valuesOf(event);
    onFindings(
      lines.flatMap((line) =>
        outcomes.flatMap((outcome) => {
          const quantity = Number(values[`${outcome}-${line.lineId}`] ?? 0);
          return quantity > 0 ? [{ lineId: line.lineId, quantity, outcome, grade: values[`grade-${line.lineId}`] ?? 'A' }] : [];
        }),
      ),
    );
  };
  return (
    <form class="panel" onSubmit={submit}>
      <h2>Inspection</h2>
      {lines
        .filter((line) => line.open > 0)
        .map((line) => (
          <fieldset class="line" key={line.lineId}>
            <legend>{line.title ?? line.lineId}</legend>
            {outcomes.map((outcome) => (
              <label key={outcome}>
                {outcome}
                <input
                  type="number"
                  name={`${outcome}-${line.lineId}`}
                  min={0}
                  max={line.open}
                  defaultValue={outcome === 'accepted' ? line.open : 0}
                />
              </label>
            ))}
            <label>
              Grade
              <select name={`grade-${line.lineId}`}>
                {grades.map((grade) => (
                  <option key={grade}>{grade}</option>
                ))}
              </select>
            </label>
          </fieldset>
        ))}
      <button type="submit" disabled={busy}>
        Save the inspection
      </button>
    </form>
  );
}
