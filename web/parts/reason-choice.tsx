import type { VNode } from 'preact';
import { language, t } from '../language.ts';
import type { ReasonView } from '../order-view.ts';
import { Select } from './field.tsx';

/** The reasons from the outermost to the one with this code. */
export function pathTo(code: string, reasons: readonly ReasonView[]): readonly ReasonView[] {
  for (const reason of reasons) {
    if (reason.code === code) return [reason];
    const below = pathTo(code, reason.children ?? []);
    if (below.length > 0) return [reason, ...below];
  }
  return [];
}

interface ReasonChoiceProps {
  readonly lineId: string;
  readonly title: string;
  readonly reasons: readonly ReasonView[];
  readonly code: string;
  readonly onChange: (code: string) => void;
}

/** Why: one choice, and a further one for each reason that has finer ones below it. */
export function ReasonChoice({ lineId, title, reasons, code, onChange }: ReasonChoiceProps): VNode {
  const path = pathTo(code, reasons);
  const levels = [reasons, ...path.flatMap(({ children }) => (children?.length ? [children] : []))];
  return (
    <>
      {levels.map((choices, depth) => (
        <Select
          key={choices[0]?.code ?? depth}
          label={depth === 0 ? t('reason', { title }) : t('finerReason', { title })}
          name={depth === 0 ? `reason-${lineId}` : `reason-${lineId}-${depth}`}
          required
          value={path[depth]?.code ?? ''}
          onChange={(chosen) => onChange(chosen || (path[depth - 1]?.code ?? ''))}
        >
          <option value="">{t('chooseReason')}</option>
          {choices.map((reason) => (
            <option key={reason.code} value={reason.code}>
              {reason.labels[language()]}
            </option>
          ))}
        </Select>
      ))}
    </>
  );
}
