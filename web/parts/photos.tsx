import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { upload } from '../api.ts';
import { t } from '../language.ts';
import { Field } from './field.tsx';

/** A stored photo: its upload, and the name that its file had. */
export interface Photo {
  readonly uploadId: string;
  readonly name: string;
}
const largest = 10_485_760;
const types = ['image/jpeg', 'image/png', 'image/webp', 'image/heic'];

interface PhotosProps {
  readonly lineId: string;
  readonly title: string;
  readonly photos: readonly Photo[];
  readonly token: string;
  readonly onChange: (photos: readonly Photo[]) => void;
  readonly onProblem: (problem: unknown) => void;
}

/** Photos of one line, stored as soon as they are chosen; each can be taken back. */
export function Photos({ lineId, title, photos, token, onChange, onProblem }: PhotosProps): VNode {
  const [storing, setStoring] = useState(false);
  const add = (input: HTMLInputElement): void => {
    const file = input.files?.[0];
    if (!file) return;
    onProblem(undefined);
    const fits = types.includes(file.type) && file.size <= largest;
    setStoring(true);
    (fits ? upload(file, token) : Promise.reject(new Error(t('photoNot', { name: file.name }))))
      .then((uploadId) => onChange([...photos, { uploadId, name: file.name }]))
      .catch(onProblem)
      .finally(() => {
        input.value = '';
        setStoring(false);
      });
  };
  return (
    <>
      <Field
        label={t('photo', { title })}
        hint={t('photoHint')}
        name={`photo-${lineId}`}
        required={photos.length === 0}
        control={(own) => (
          <input {...own} type="file" accept={types.join(',')} disabled={storing} onChange={(event) => add(event.currentTarget)} />
        )}
      />
      <div role="status">
        {storing ? <p>{t('working')}</p> : null}
        {photos.map((photo) => (
          <p key={photo.uploadId} class="stored">
            <bdi>{photo.name}</bdi>: {t('photoStored')}{' '}
            <button type="button" class="plain" onClick={() => onChange(photos.filter((one) => one !== photo))}>
              {t('takeBack', { name: photo.name })}
            </button>
          </p>
        ))}
      </div>
    </>
  );
}
