import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

/** Folders of `functions` that hold no Lambda of their own. */
const notAreas = new Set(['runtime', 'adapters']);
const exportsHandler = /^export (?:const|let|async function|function)\s+(?:\{[^}]*\bhandler\b|handler\b)/m;

/** The construct id of a function's file: `decide-return.ts` is `DecideReturn`. */
export function idOf(file: string): string {
  return basename(file, extname(file)).replace(/(?:^|-)([a-z0-9])/g, (_, first: string) => first.toUpperCase());
}

/** The function's file name without its extension: `DecideReturn` lies in `decide-return`. */
export function fileNameOf(id: string): string {
  return id.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase();
}

/** Every function by its construct id: the files directly in an area's folder that export a handler. Two of one name throw. */
export function findFunctions(functions: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const area of existsSync(functions) ? readdirSync(functions, { withFileTypes: true }) : []) {
    if (!area.isDirectory() || notAreas.has(area.name)) continue;
    for (const name of readdirSync(join(functions, area.name))) {
      const file = join(functions, area.name, name);
      if (!/\.tsx?$/.test(name) || !exportsHandler.test(readFileSync(file, 'utf8'))) continue;
      const id = idOf(name);
      if (found[id]) throw new Error(`Two functions are called ${id}: ${found[id]} and ${file}.`);
      found[id] = file;
    }
  }
  return Object.fromEntries(Object.entries(found).sort(([one], [other]) => one.localeCompare(other)));
}
