import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import type { Operations } from '../generated/operations.ts';
import { minorOf } from '../money.ts';
import type { CaseView } from './case-facts.tsx';
import { Input, Select } from './field.tsx';
import { type NameOf, NotReady } from './field-problems.ts';
import { Form } from './form.tsx';
import { useAction } from './working.ts';

type Change = Operations['PATCH /v1/agent/cases/{caseId}']['body'];

interface ChangeProps {
  readonly view: CaseView;
  readonly token: string;
  readonly onView: (view: CaseView) => void;
}

/** May its terms still change? Once something arrived, the inspection says what is paid; a refund that stopped can still be lowered. */
export function mayChange(view: CaseView): boolean {
  const isOpen = ['requested', 'awaiting-approval', 'awaiting-customer', 'awaiting-parcel'].includes(view.status);
  return (isOpen && view.findings.length === 0) || isStuckWithMoney(view);
}

function isStuckWithMoney({ status, task }: CaseView): boolean {
  return (status === 'inspected' || status === 'refunding') && task !== undefined;
}

/** How many pieces, how much more or less, which remedy. Whoever changes it cannot decide it; others are asked again. */
export function TermsChange({ view, token, onView }: ChangeProps): VNode {
  const { busy, problem, run } = useAction();
  const [own, setOwn] = useState<NotReady>();
  const kept = view.lines.map(({ lineId }) => lineId);
  const stuck = isStuckWithMoney(view);
  const nameOf: NameOf = (pointer) => {
    const [, field, index] = pointer.split('/');
    return field === 'lines'
      ? `quantity-${kept[Number(index)]}`
      : field === 'adjustment'
        ? pointer.endsWith('reason')
          ? 'reason'
          : 'adjustment'
        : field;
  };
  const send = (values: Record<string, string>): void => {
    const change = changeOf(view, values);
    setOwn('name' in change ? new NotReady([change]) : undefined);
    if ('name' in change) return;
    run(async () => onView(await call('PATCH /v1/agent/cases/{caseId}', change, { params: { caseId: view.caseId }, token })));
  };
  return (
    <details>
      <summary>{stuck ? 'Lower the amount' : 'Change items, amount or remedy'}</summary>
      <Form class="panel" problem={own ?? problem} nameOf={nameOf} onValues={send}>
        <p class="hint">
          {stuck
            ? 'The items were judged, so the amount can only be lowered. Nobody is asked again: the return goes on at once.'
            : 'Whoever changes a return cannot decide it. Somebody else is asked again, about the new figures.'}
        </p>
        {(stuck ? [] : view.lines).map((line) => (
          <Input
            key={line.lineId}
            label={`Pieces of ${line.title ?? line.lineId}`}
            hint="0 takes the item out."
            name={`quantity-${line.lineId}`}
            type="number"
            min={0}
            value={String(line.quantity)}
          />
        ))}
        <Input
          label={stuck ? 'Take off the refund' : 'Add to the refund, or take off'}
          hint={stuck ? 'Such as -5.00.' : 'Such as 5.00 or -5.00; leave it empty to change nothing.'}
          name="adjustment"
          autoComplete="off"
        />
        <Input label="Why the amount changes" hint="Only colleagues read it." name="reason" autoComplete="off" />
        {stuck ? null : (
          <Select label="Remedy" name="remedy" value={view.remedy}>
            <option value="refund">Refund</option>
            <option value="store-credit">Store credit</option>
            <option value="exchange">Exchange</option>
          </Select>
        )}
        <button type="submit" class="second" disabled={busy}>
          {stuck ? 'Lower it and go on' : 'Change and ask again'}
        </button>
      </Form>
    </details>
  );
}

/** What the form asks for, leaving out what is as it was; or which field cannot be read. */
function changeOf(view: CaseView, values: Record<string, string>): Change | { name: string; message: string } {
  const lines = view.lines
    .map(({ lineId, quantity }) => ({ lineId, quantity: Number(values[`quantity-${lineId}`] ?? quantity) }))
    .filter(({ quantity }) => quantity > 0);
  if (lines.length === 0)
    return { name: `quantity-${view.lines[0]?.lineId}`, message: 'Keep at least one piece, or cancel the return instead.' };
  const isSame = lines.length === view.lines.length && lines.every((line, index) => line.quantity === view.lines[index]?.quantity);
  const { adjustment: typed = '', reason = '', remedy } = values;
  const minor = minorOf(typed.replace(/^[-−+]/, ''), view.currency);
  if (typed && minor === undefined) return { name: 'adjustment', message: 'Write the amount like 5.00 or -5.00.' };
  if (typed && !reason) return { name: 'reason', message: 'Say why the amount changes.' };
  return {
    version: view.version,
    ...(isSame ? {} : { lines }),
    ...(minor === undefined ? {} : { adjustment: { amount: /^[-−]/.test(typed) ? -minor : minor, reason } }),
    ...(remedy && remedy !== view.remedy ? { remedy: remedy as NonNullable<Change['remedy']> } : {}),
  };
}
