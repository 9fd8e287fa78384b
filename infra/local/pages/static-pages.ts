import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { pageFileFor } from '../../constructs/page-paths.ts';
import { buildWeb, contentSecurityPolicy } from '../../constructs/web-bundle.ts';
import type { LocalRequest, LocalResponse } from '../services/http-request.ts';

const root = resolve(import.meta.dirname, '../../..');
const outdir = join(root, 'build/web');
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.map': 'application/json',
};

let built = false;

/** Builds the pages once per process, when the first is asked for. */
function makeReady(): void {
  if (!built && existsSync(join(root, 'web/pages'))) buildWeb(outdir);
  built = true;
}

/** A page for people, or undefined when the path is none. GET and HEAD only show. `uploads` is the origin that takes photos. */
export async function staticPage({ method, path }: LocalRequest, uploads: string): Promise<LocalResponse | undefined> {
  const name = method === 'GET' || method === 'HEAD' ? pageFileFor(path) : undefined;
  if (name === undefined) return undefined;
  makeReady();
  const file = join(outdir, name);
  if (!existsSync(file)) return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'This page does not exist.\n' };
  return {
    status: 200,
    headers: {
      'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
      'cache-control': 'no-cache',
      'content-security-policy': contentSecurityPolicy([uploads]),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
    body: await readFile(file),
  };
}
