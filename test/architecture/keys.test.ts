import { describe, expect, it } from 'vitest';
import { sourceFiles, textOf } from './source-files.ts';

/** The prefixes of keys in a text: `CASE#${caseId}` and `CASE#<caseId>` are both CASE#. */
function prefixes(text: string): string[] {
  return [...new Set([...text.matchAll(/[`']([A-Z]+#)[$<a-z']/g)].map((match) => match[1]!))].sort();
}

describe('docs/keys.md', () => {
  it('names every key that an adapter writes or reads, and no other', () => {
    const used = prefixes(sourceFiles('functions/adapters').map(textOf).join('\n'));
    expect(used.length).toBeGreaterThan(10);
    expect(prefixes(textOf('docs/keys.md'))).toEqual(used);
  });
});
