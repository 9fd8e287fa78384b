import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Route } from '../functions/runtime/route.ts';
import { describeApi } from './describe-api.ts';
import { type ApiDescription, operationsOf } from './operations.ts';

const root = join(import.meta.dirname, '..');

/** The routes of every function that exports some. */
async function everyRoute(): Promise<readonly Route<never>[]> {
  const functions = join(root, 'functions');
  const files = readdirSync(functions, { recursive: true, encoding: 'utf8' })
    .filter(
      (file) => /^[^/]+\/[^/]+\.ts$/.test(file) && /^export const \{[^}]*\broutes\b/m.test(readFileSync(join(functions, file), 'utf8')),
    )
    .sort();
  const modules = await Promise.all(files.map((file) => import(pathToFileURL(join(functions, file)).href)));
  return modules.flatMap(({ routes }: { routes: readonly Route<never>[] }) => routes);
}

/** Generated files by path: the API's description, and the types that the pages use. */
export async function generated(): Promise<Readonly<Record<string, string>>> {
  const description = describeApi(await everyRoute());
  return {
    'docs/openapi.json': `${JSON.stringify(description, undefined, 2)}\n`,
    'web/generated/operations.ts': operationsOf(description as ApiDescription),
  };
}

if (import.meta.main) {
  for (const [path, text] of Object.entries(await generated())) {
    writeFileSync(join(root, path), text);
    console.log(`wrote ${path}`);
  }
}
