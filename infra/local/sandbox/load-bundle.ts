import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { TemplateError } from '../template/template.ts';

/** A loaded bundle's handler: the event, the context; answers with a promise. */
export type LambdaHandler = (event: unknown, context: unknown) => Promise<unknown>;

/** What a bundle sees instead of the real thing, by the name under which it asks. `modules` answer `require`. */
export interface Surroundings {
  readonly globals: Readonly<Record<string, unknown>>;
  readonly modules: Readonly<Record<string, unknown>>;
}

/** The file that holds a handler such as `index.handler`. */
export function bundleFile(code: string, handler: string): string {
  if (statSync(code).isFile()) return code;
  const base = join(code, handler.slice(0, handler.lastIndexOf('.')));
  const file = ['.js', '.cjs'].map((ending) => base + ending).find((path) => existsSync(path));
  if (file === undefined) throw new TemplateError(`No ${base}.js for the handler ${handler}; the local cloud loads CommonJS bundles`);
  return file;
}

/** Runs a CommonJS bundle with its surroundings shadowed, and gives its handler. */
export function loadBundle(code: string, handler: string, { globals, modules }: Surroundings): LambdaHandler {
  const file = bundleFile(code, handler);
  const hostRequire = createRequire(file);
  const requireShadowed = (name: string): unknown => modules[name.replace(/^node:/, '')] ?? hostRequire(name);
  const module: { exports: Record<string, unknown> } = { exports: {} };
  const shadowed: Record<string, unknown> = {
    ...globals,
    module,
    exports: module.exports,
    require: Object.assign(requireShadowed, hostRequire),
    __filename: file,
    __dirname: code,
  };
  compiled(file, Object.keys(shadowed)).apply(module.exports, Object.values(shadowed));
  const found = module.exports[handler.slice(handler.lastIndexOf('.') + 1)];
  if (typeof found !== 'function') throw new TemplateError(`${file} exports no "${handler.slice(handler.lastIndexOf('.') + 1)}"`);
  return found as LambdaHandler;
}

type Body = (...surroundings: unknown[]) => unknown;
const bodies = new Map<string, Body>();

/** A bundle as a function of its surroundings. Compiled once for all clouds of this process; what it holds when it runs is each cloud's own. */
function compiled(file: string, names: readonly string[]): Body {
  const { mtimeMs, size } = statSync(file);
  const key = JSON.stringify([file, mtimeMs, size, names]);
  const known = bodies.get(key);
  if (known) return known;
  // `let`s of a bundle's own with one of these names are legal inside the function's body.
  const body = compileFunction(`'use strict';{${readFileSync(file, 'utf8')}\n}`, [...names], { filename: file }) as Body;
  bodies.set(key, body);
  return body;
}
