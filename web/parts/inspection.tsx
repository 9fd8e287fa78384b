import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Operations } from '../generated/operations.ts';
import { amount, minorOf } from '../money.ts';
import type { CaseView } from './case-facts.tsx';
import { Input, Select, TextArea } from './field.tsx';
import { type FieldProblem, type NameOf, NotReady } from './field-problems.ts';
import { Form } from './form.tsx';
import { StepHeading } from './heading.tsx';

type Finding = Operations['POST /v1/agent/cases/{caseId}/inspection']['body']['lines'][number];
type Line = CaseView['lines'][number];
const outcomes = { accepted: 'Accepted', rejected: 'Rejected', 'wrong-item': 'Wrong item' } as const;
const names = Object.keys(outcomes) as (keyof typeof outcomes)[];
const grades = { A: 'A, as new', B: 'B, small marks', C: 'C, used', D: 'D, damaged' };

/** The findings of one line; a deduction belongs to what is accepted, the note to the first finding. */
function findingsOf(line: Line, values: Record<string, string>, currency: string): Finding[] {
  const said = (name: string): string => values[`${name}-${line.lineId}`] ?? '';
  const deduction = minorOf(said('deduction') || '0', currency);
  const found = names.flatMap((outcome): Finding[] => {
    const quantity = Number(said(outcome));
    const less = outcome === 'accepted' && deduction ? { deduction } : {};
    return quantity > 0 ? [{ lineId: line.lineId, quantity, outcome, grade: said('grade'), ...less }] : [];
  });
  const note = said('note');
  return found.map((finding, index) => (index === 0 && note ? { ...finding, note } : finding));
}

function faultsOf(line: Line, values: Record<string, string>, currency: string): FieldProblem[] {
  const name = `deduction-${line.lineId}`;
  const typed = values[name] ?? '';
  if (typed && minorOf(typed, currency) === undefined)
    return [{ name, message: `${line.title ?? line.lineId}: write the deduction like 12.50.` }];
  const pieces = names.reduce((sum, outcome) => sum + Number(values[`${outcome}-${line.lineId}`] ?? 0), 0);
  const most = { name: `accepted-${line.lineId}`, message: `${line.title ?? line.lineId}: at most ${line.open} pieces can have come.` };
  return pieces > line.open ? [most] : [];
}

interface InspectionProps {
  readonly view: CaseView;
  readonly busy: boolean;
  readonly problem: unknown;
  readonly onFindings: (findings: Finding[]) => void;
}

/** What arrived, line by line: how many pieces, in what state. A line of which nothing came is left at 0. */
export function Inspection({ view, busy, problem, onFindings }: InspectionProps): VNode {
  const [own, setOwn] = useState<NotReady>();
  const [sent, setSent] = useState<readonly Finding[]>([]);
  const open = view.lines.filter((line) => line.open > 0);
  const nameOf: NameOf = (pointer) => {
    const [, , index, field] = pointer.split('/');
    const finding = sent[Number(index)];
    return finding && `${field === 'quantity' || field === undefined ? finding.outcome : field}-${finding.lineId}`;
  };
  return (
    <Form
      class="panel"
      problem={own ?? problem}
      nameOf={nameOf}
      onValues={(values) => {
        const faults = open.flatMap((line) => faultsOf(line, values, view.currency));
        const findings = open.flatMap((line) => findingsOf(line, values, view.currency));
        const none = { name: `accepted-${open[0]?.lineId}`, message: 'Say of at least one piece what came.' };
        const all = faults.length === 0 && findings.length === 0 ? [none] : faults;
        setOwn(all.length > 0 ? new NotReady(all) : undefined);
        setSent(findings);
        if (all.length === 0) onFindings(findings);
      }}
    >
      <StepHeading>Inspection</StepHeading>
      {open.map((line) => (
        <InspectedLine key={line.lineId} line={line} currency={view.currency} />
      ))}
      <button type="submit" disabled={busy}>
        Save the inspection
      </button>
    </Form>
  );
}

function InspectedLine({ line, currency }: { line: Line; currency: string }): VNode {
  const { lineId, open } = line;
  return (
    <fieldset class="line" data-line={lineId}>
      <legend>
        <bdi>{line.title ?? lineId}</bdi>
      </legend>
      <p class="hint">
        {open} still to come, {line.quantity} worth {amount(line.amount, currency)} in all. What has not come stays at 0.
      </p>
      <div class="three">
        {names.map((outcome) => (
          <Input
            key={outcome}
            label={outcomes[outcome]}
            name={`${outcome}-${lineId}`}
            type="number"
            min={0}
            max={open}
            value={String(outcome === 'accepted' ? open : 0)}
          />
        ))}
      </div>
      <Select label="Grade" name={`grade-${lineId}`} value="A">
        {Object.entries(grades).map(([grade, meaning]) => (
          <option key={grade} value={grade}>
            {meaning}
          </option>
        ))}
      </Select>
      <Input label={`Deduction from what is accepted (${currency})`} name={`deduction-${lineId}`} inputMode="decimal" autoComplete="off" />
      <TextArea label="Note for colleagues" name={`note-${lineId}`} />
    </fieldset>
  );
}
