import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { bundleFunctions } from '../../../infra/constructs/bundling.ts';
import { fileNameOf, findFunctions, idOf } from '../../../infra/constructs/function-files.ts';

// Below the repository, so that packages are found; build/ is not committed.
const build = resolve(import.meta.dirname, '../../../build');
mkdirSync(build, { recursive: true });
const place = mkdtempSync(join(build, 'bundling-test-'));
// In Lambda no package.json says what a .js file is, so it is CommonJS.
writeFileSync(join(place, 'package.json'), '{"type":"commonjs"}');
const functions = join(place, 'functions');
const out = join(place, 'out');
afterAll(() => rmSync(place, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(join(functions, path, '..'), { recursive: true });
  writeFileSync(join(functions, path), text);
}

beforeEach(() => {
  rmSync(functions, { recursive: true, force: true });
  rmSync(out, { recursive: true, force: true });
  write('returns/decide-return.ts', "import { answer } from './answer.ts';\nexport const handler = async () => answer;\n");
  write('returns/answer.ts', 'export const answer: number = 41;\n');
  write('notices/send-notice.tsx', 'export const { handler, run } = { handler: async () => <p>Hello</p>, run: 0 };\n');
  write('returns/routes/submit.ts', 'export const handler = 1;\n');
  write('runtime/task.ts', 'export const handler = 1;\n');
});

describe('the functions', () => {
  it('are the files directly in an area that export a handler', () => {
    expect(Object.keys(findFunctions(functions))).toEqual(['DecideReturn', 'SendNotice']);
  });

  it('cannot share a name', () => {
    write('refunds/decide-return.ts', 'export const handler = 1;\n');
    expect(() => findFunctions(functions)).toThrow('Two functions are called DecideReturn');
  });

  it.each([
    ['decide-return.ts', 'DecideReturn'],
    ['send-notice.tsx', 'SendNotice'],
  ])('%s is %s', (file, id) => {
    expect(idOf(file)).toBe(id);
    expect(`${fileNameOf(id)}`).toBe(file.split('.')[0]);
  });
});

describe('bundling', () => {
  it('makes one CommonJS file of each, that runs, with a source map without the sources', async () => {
    const bundles = bundleFunctions(out, functions);
    expect(bundles.functions).toMatchObject({ DecideReturn: { area: 'returns' }, SendNotice: { area: 'notices' } });
    const { handler } = createRequire(import.meta.url)(join(out, 'DecideReturn/index.js'));
    expect(await handler()).toBe(41);
    expect(JSON.parse(readFileSync(join(out, 'DecideReturn/index.js.map'), 'utf8')).sourcesContent).toBeUndefined();
  });

  it('renders JSX by preact', () => {
    bundleFunctions(out, functions);
    expect(readFileSync(join(out, 'SendNotice/index.js.map'), 'utf8')).toContain('preact/jsx-runtime');
  });

  it('does nothing while nothing changed', () => {
    const first = bundleFunctions(out, functions);
    const before = statSync(join(out, 'DecideReturn/index.js')).mtimeMs;
    expect(bundleFunctions(out, functions)).toEqual(first);
    expect(statSync(join(out, 'DecideReturn/index.js')).mtimeMs).toBe(before);
  });

  it.each<[string, () => void]>([
    ['a file that a function imports', () => write('returns/answer.ts', 'export const answer: number = 42;\n')],
    ['a lost bundle', () => rmSync(join(out, 'DecideReturn'), { recursive: true })],
  ])('bundles again after %s', (_, change) => {
    bundleFunctions(out, functions);
    change();
    bundleFunctions(out, functions);
    expect(statSync(join(out, 'DecideReturn/index.js')).size).toBeGreaterThan(0);
    const changed = readFileSync(join(functions, 'returns/answer.ts'), 'utf8').includes('42');
    expect(readFileSync(join(out, 'DecideReturn/index.js'), 'utf8').includes('42')).toBe(changed);
  });

  it('changes the hash of what changed only', () => {
    const before = bundleFunctions(out, functions).functions;
    write('returns/answer.ts', 'export const answer: number = 42;\n');
    const after = bundleFunctions(out, functions).functions;
    expect(after.DecideReturn?.hash).not.toBe(before.DecideReturn?.hash);
    expect(after.SendNotice?.hash).toBe(before.SendNotice?.hash);
  });

  it('forgets a function that is gone', () => {
    bundleFunctions(out, functions);
    rmSync(join(functions, 'notices'), { recursive: true });
    expect(Object.keys(bundleFunctions(out, functions).functions)).toEqual(['DecideReturn']);
    expect(() => statSync(join(out, 'SendNotice'))).toThrow();
  });
});
