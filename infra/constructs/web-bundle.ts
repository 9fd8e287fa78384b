import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** The pages: file in web/pages, and what the browser's tab says until the page has drawn itself. */
export const pages = { portal: 'Return something', status: 'Your return', approval: 'Decide about a return', console: 'Cases' } as const;

const shell = (name: string, title: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="stylesheet" href="/assets/styles.css">
<script type="module" src="/assets/${name}.js"></script>
</head>
<body><noscript>Please switch on JavaScript for this page.</noscript></body>
</html>
`;

/** Builds every page into `outdir`: NAME.html beside assets/NAME.js and assets/styles.css. */
export async function buildWeb(outdir: string): Promise<void> {
  const root = join(import.meta.dirname, '../../web');
  mkdirSync(join(outdir, 'assets'), { recursive: true });
  await build({
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
  copyFileSync(join(root, 'styles.css'), join(outdir, 'assets', 'styles.css'));
  for (const [name, title] of Object.entries(pages)) writeFileSync(join(outdir, `${name}.html`), shell(name, title));
}
