import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const described = readFileSync(new URL('../../../docs/emulators.md', import.meta.url), 'utf8');

/**
 * A gap of the emulator that docs/emulators.md names by `title`. `closed` tries what AWS can do and answers whether the emulator did it; the
 * test is green while it did not, and says what becomes superfluous once it does.
 */
export function gap(title: string, superfluous: string, closed: () => Promise<boolean>): void {
  it(title, async () => {
    expect(described, `docs/emulators.md has no line "${title}"`).toContain(`| ${title} |`);
    expect(await closed(), `The emulator can do it now (${title}): remove ${superfluous} and the line in docs/emulators.md.`).toBe(false);
  });
}
