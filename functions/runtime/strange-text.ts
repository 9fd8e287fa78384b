import { pointerTo } from './explain.ts';
import type { PointedError } from './problem.ts';

const deepest = 32;

/** The first thing in a JSON value that no table, mail or page could carry: broken Unicode, NUL characters, or nesting without end. */
export function strangeText(value: unknown): PointedError | undefined {
  const todo: { at: readonly PropertyKey[]; value: unknown }[] = [{ at: [], value }];
  while (todo.length > 0) {
    const { at, value: here } = todo.pop()!;
    if (at.length > deepest) return { pointer: pointerTo(at.slice(0, 3)), message: `Nest at most ${deepest} levels deep.` };
    if (typeof here === 'string') {
      const message = wrongWith(here);
      if (message) return { pointer: pointerTo(at), message };
    } else if (typeof here === 'object' && here !== null) {
      for (const [key, inner] of Object.entries(here)) {
        if (wrongWith(key)) return { pointer: pointerTo(at), message: 'Remove the field whose name is no valid text.' };
        todo.push({ at: [...at, key], value: inner });
      }
    }
  }
  return undefined;
}

function wrongWith(text: string): string | undefined {
  if (!text.isWellFormed()) return 'Remove the broken character: half of a surrogate pair is no text.';
  return text.includes('\u0000') ? 'Remove the NUL character.' : undefined;
}
