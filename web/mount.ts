import { render, type VNode } from 'preact';
import { onLanguage } from './language.ts';

/** Draws a page, and draws it again in another language when the reader switches. */
export function mount(page: () => VNode): void {
  const draw = (): void => render(page(), document.body);
  onLanguage(draw);
  draw();
}
