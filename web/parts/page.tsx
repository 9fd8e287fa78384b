import type { ComponentChildren, VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { switchLanguage, t } from '../language.ts';

interface PageProps {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly translated?: boolean;
  readonly wide?: boolean;
}

/** The frame of every page: one heading, which is the tab's name too, and the language switch always in the same place. */
export function Page({ title, children, translated = true, wide = false }: PageProps): VNode {
  useEffect(() => {
    document.title = `${title} – Redress`;
  }, [title]);
  return (
    <>
      <header class="bar">
        <a href={translated ? '/' : '/console'} class="brand">
          Redress
        </a>
        {translated ? (
          <button type="button" class="plain" lang={t('otherLanguageCode')} onClick={switchLanguage}>
            {t('otherLanguage')}
          </button>
        ) : null}
      </header>
      <main class={wide ? 'wide' : undefined}>
        <h1>{title}</h1>
        {children}
      </main>
    </>
  );
}
