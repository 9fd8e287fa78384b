import type { ComponentChildren, VNode } from 'preact';
import { switchLanguage, t } from '../language.ts';

/** The frame of every page: skip nothing, one heading, the language switch always in the same place. */
export function Page({ title, children, translated = true }: { title: string; children: ComponentChildren; translated?: boolean }): VNode {
  return (
    <>
      <header class="bar">
        <a href="/" class="brand">
          Redress
        </a>
        {translated ? (
          <button type="button" class="plain" onClick={switchLanguage}>
            {t('language')}
          </button>
        ) : null}
      </header>
      <main>
        <h1>{title}</h1>
        {children}
      </main>
    </>
  );
}
