import type { VNode } from 'preact';
import { upload } from '../api.ts';
import { day, t } from '../language.ts';
import type { LineView, ReasonView } from '../order-view.ts';
import { Select, TextArea } from './field.tsx';

/** What the customer chose for one line; photos are upload ids. */
export interface Choice {
  readonly quantity: number;
  readonly reason: string;
  readonly comment: string;
  readonly photos: readonly string[];
}
export const nothing: Choice = { quantity: 0, reason: '', comment: '', photos: [] };

function flat(reasons: readonly ReasonView[], depth = 0): { reason: ReasonView; depth: number }[] {
  return reasons.flatMap((reason) => [{ reason, depth }, ...flat((reason.children ?? []) as ReasonView[], depth + 1)]);
}

interface LineChoiceProps {
  readonly line: LineView;
  readonly choice: Choice;
  readonly token: string;
  readonly onChange: (choice: Choice) => void;
  readonly onProblem: (problem: unknown) => void;
}

/** One line of the order: how many pieces, why, and what the reason demands. */
export function LineChoice({ line, choice, token, onChange, onProblem }: LineChoiceProps): VNode {
  const { quantity, until, because } = line.returnable;
  const reasons = flat(line.reasons);
  const chosen = reasons.find(({ reason }) => reason.code === choice.reason)?.reason;
  const addPhoto = (file: File | undefined): void => {
    if (!file) return;
    upload(file, token).then((uploadId) => onChange({ ...choice, photos: [...choice.photos, uploadId] }), onProblem);
  };
  return (
    <fieldset class="line" data-line={line.lineId}>
      <legend>{line.title}</legend>
      {until ? <p class="hint">{t('returnableUntil', { date: day(until) })}</p> : null}
      {quantity === 0 ? (
        <p>
          {t('notReturnable')}: {because ?? ''}
        </p>
      ) : (
        <Select
          label={t('quantity')}
          name={`quantity-${line.lineId}`}
          value={String(choice.quantity)}
          onChange={(value) => onChange({ ...choice, quantity: Number(value) })}
        >
          {Array.from({ length: Math.min(quantity, 100) + 1 }, (_, count) => (
            <option key={String(count)} value={String(count)}>
              {count === 0 ? t('none') : count}
            </option>
          ))}
        </Select>
      )}
      {choice.quantity > 0 ? (
        <>
          <Select
            label={t('reason')}
            name={`reason-${line.lineId}`}
            value={choice.reason}
            onChange={(reason) => onChange({ ...choice, reason })}
          >
            <option value="">{t('chooseReason')}</option>
            {reasons.map(({ reason, depth }) => (
              <option key={reason.code} value={reason.code} disabled={(reason.children ?? []).length > 0}>
                {' '.repeat(depth * 3)}
                {reason.label}
              </option>
            ))}
          </Select>
          <TextArea
            label={t('comment')}
            name={`comment-${line.lineId}`}
            value={choice.comment}
            onInput={(comment) => onChange({ ...choice, comment })}
          />
          {chosen?.needs?.includes('photo') ? (
            <div class="field">
              <label for={`photo-${line.lineId}`}>{t('photo')}</label>
              <input
                id={`photo-${line.lineId}`}
                type="file"
                accept="image/*"
                onChange={(event) => addPhoto(event.currentTarget.files?.[0])}
              />
              {choice.photos.map((photo) => (
                <p key={photo}>{t('photoStored')}</p>
              ))}
            </div>
          ) : null}
        </>
      ) : null}
    </fieldset>
  );
}
