import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** The pages: file in web/pages, and what the browser's tab says until the page has drawn itself. */
export const pages = {
  portal: 'Return something',
  status: 'Your return',
  approval: 'Decide about a return',
  clock: 'A deadline',
  console: 'Cases',
} as const;

const shell = (name: string, title: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/styles.css">
<script type="module" src="/assets/${name}.js"></script>
</head>
<body><noscript>Please switch on JavaScript for this page.</noscript></body>
</html>
`;

/** What a page may do: run our own scripts and styles, speak to our own API and to `uploads`, be framed by nobody. */
export function contentSecurityPolicy(uploads: readonly string[] = []): string {
  const connect = ["'self'", ...uploads].join(' ');
  return [
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'self'",
    `connect-src ${connect}; frame-ancestors 'none'; require-trusted-types-for 'script'`,
  ].join('; ');
}

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1f6f50"/><path d="M22 20a7 7 0 1 0-1-8m1-5v5h-5" fill="none" stroke="#fff" stroke-width="3"/></svg>';

/** Builds every page into `outdir`: NAME.html beside assets/NAME.js and assets/styles.css. */
export function buildWeb(outdir: string): void {
  const root = join(import.meta.dirname, '../../web');
  mkdirSync(join(outdir, 'assets'), { recursive: true });
  buildSync({
    entryPoints: Object.keys(pages).map((name) => join(root, 'pages', `${name}.tsx`)),
    outdir: join(outdir, 'assets'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
  });
  writeFileSync(join(outdir, 'assets', 'icon.svg'), icon);
  copyFileSync(join(root, 'styles.css'), join(outdir, 'assets', 'styles.css'));
  for (const [name, title] of Object.entries(pages)) writeFileSync(join(outdir, `${name}.html`), shell(name, title));
}
