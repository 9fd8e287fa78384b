import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { drawEvents } from './draw-events.ts';
import { type Drawable, drawWorkflow } from './draw-workflow.ts';

const root = join(import.meta.dirname, '..');

/** Generated pages by path: diagrams of the workflows, the table of events, the description of the API. */
export async function drawings(): Promise<Readonly<Record<string, string>>> {
  const openapi = join(root, 'scripts', 'openapi.ts');
  const api = existsSync(openapi)
    ? ((await import(pathToFileURL(openapi).href)) as { generated(): Promise<Record<string, string>> })
    : undefined;
  return { ...workflowPages(), 'docs/events.md': drawEvents(), ...(await api?.generated()) };
}

function workflowPages(): Record<string, string> {
  const definitions = readdirSync(join(root, 'workflows'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.asl.json'),
  );
  return Object.fromEntries(
    definitions.sort().map((file) => {
      const name = file.split('/').at(-1)!.replace('.asl.json', '');
      const definition = JSON.parse(readFileSync(join(root, 'workflows', file), 'utf8')) as Drawable;
      return [join('workflows', file.replace('.asl.json', '.md')), drawWorkflow(`The workflow ${name}`, definition)];
    }),
  );
}

/** The pages on disk that differ from what the code says now. */
export function drifted(pages: Readonly<Record<string, string>>): string[] {
  return Object.entries(pages)
    .filter(([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text)
    .map(([path]) => path);
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { check: { type: 'boolean' } } });
  const pages = await drawings();
  const stale = drifted(pages);
  if (values.check) {
    for (const path of stale) console.error(`${path} does not show what the code says: run npm run draw`);
    process.exitCode = stale.length > 0 ? 1 : 0;
  } else {
    for (const path of stale) writeFileSync(join(root, path), pages[path]!);
    console.log(stale.length > 0 ? `drew ${stale.join(', ')}` : 'nothing to draw anew');
  }
}
