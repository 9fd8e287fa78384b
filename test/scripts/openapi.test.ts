import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { generated } from '../../scripts/openapi.ts';

it('describes the routes as they are: run `npm run draw` after changing one', async () => {
  for (const [path, text] of Object.entries(await generated())) expect(readFileSync(path, 'utf8'), path).toBe(text);
});
