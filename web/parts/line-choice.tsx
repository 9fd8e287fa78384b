import type { VNode } from 'preact';
import { day, t } from '../language.ts';
import { amount } from '../money.ts';
import type { LineView } from '../order-view.ts';
import { Select, TextArea } from './field.tsx';
import { type Photo, Photos } from './photos.tsx';
import { pathTo, ReasonChoice } from './reason-choice.tsx';

/** What the customer chose for one line. */
export interface Choice {
  readonly quantity: number;
  readonly reason: string;
  readonly comment: string;
  readonly photos: readonly Photo[];
  /** With remedy `exchange`: the sku that is wanted; empty for the same again. */
  readonly exchangeFor: string;
}
export const nothing: Choice = { quantity: 0, reason: '', comment: '', photos: [], exchangeFor: '' };

interface LineChoiceProps {
  readonly line: LineView;
  readonly currency: string;
  readonly choice: Choice;
  readonly token: string;
  readonly onChange: (choice: Choice) => void;
  readonly onProblem: (problem: unknown) => void;
}

/** One line of the order: how many pieces, why, and what the reason demands. */
export function LineChoice({ line, currency, choice, token, onChange, onProblem }: LineChoiceProps): VNode {
  const { lineId, title, reasons } = line;
  const { quantity, until, because } = line.returnable;
  const needs = pathTo(choice.reason, reasons).at(-1)?.needs ?? [];
  return (
    <fieldset class="line" data-line={lineId}>
      <legend>
        <bdi>{title}</bdi>
      </legend>
      <p class="hint">
        {t('bought', { count: line.quantity, price: amount(line.unitPrice, currency) })}{' '}
        {until && quantity > 0 ? t('returnableUntil', { date: day(until) }) : ''}
      </p>
      {quantity === 0 ? (
        <p>
          <strong>{t('notReturnable')}</strong> {because ?? ''}
        </p>
      ) : (
        <Select
          label={t('quantity', { title })}
          name={`quantity-${lineId}`}
          value={String(choice.quantity)}
          onChange={(value) => onChange({ ...choice, quantity: Number(value) })}
        >
          {Array.from({ length: Math.min(quantity, 1000) + 1 }, (_, count) => (
            <option key={String(count)} value={String(count)}>
              {count === 0 ? t('none') : count}
            </option>
          ))}
        </Select>
      )}
      {choice.quantity > 0 ? (
        <>
          <ReasonChoice {...{ lineId, title, reasons }} code={choice.reason} onChange={(reason) => onChange({ ...choice, reason })} />
          <TextArea
            label={needs.includes('comment') ? t('comment') : t('commentOptional')}
            name={`comment-${lineId}`}
            required={needs.includes('comment')}
            value={choice.comment}
            onInput={(comment) => onChange({ ...choice, comment })}
          />
          {needs.includes('photo') ? (
            <Photos
              {...{ lineId, title, token, onProblem }}
              photos={choice.photos}
              onChange={(photos) => onChange({ ...choice, photos })}
            />
          ) : null}
        </>
      ) : null}
    </fieldset>
  );
}
