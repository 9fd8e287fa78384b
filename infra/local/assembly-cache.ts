import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readAssembly } from './template/read-assembly.ts';
import type { Stack } from './template/template.ts';

const root = resolve(import.meta.dirname, '../..');
const cache = join(root, 'build/assemblies');
/** What an assembly is made of. `infra/local` is left out: it reads the assembly. */
const SOURCES = ['domain', 'events', 'functions', 'workflows', 'infra', 'cdk.json', 'redress.config.ts', 'node_modules/.package-lock.json'];
const KEPT = 4;

function* files(path: string): Generator<string> {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) return yield path;
  for (const name of readdirSync(path).sort()) if (path !== join(root, 'infra') || name !== 'local') yield* files(join(path, name));
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) for (const file of files(join(root, source))) hash.update(file).update('\0').update(readFileSync(file));
  return hash.digest('hex').slice(0, 24);
}

let read: { key: string; stacks: Stack[] } | undefined;

/** The stacks of stage `local`: synthesized when the sources changed, otherwise those of the last time. Throws what esbuild and the CDK throw. */
export async function localStacks(onSynth: () => void = () => {}): Promise<Stack[]> {
  const key = fingerprint();
  if (read?.key === key) return read.stacks;
  const directory = join(cache, key);
  if (!existsSync(join(directory, 'manifest.json'))) {
    onSynth();
    const outdir = `${directory}.${process.pid}`;
    try {
      const { buildApp } = await import('../app.ts');
      // Copied bundles: another process may bundle anew while this one runs.
      buildApp({ stage: 'local', outdir, copyAssets: true }).synth();
      publish(outdir, directory);
    } finally {
      rmSync(outdir, { recursive: true, force: true });
    }
  }
  read = { key, stacks: readAssembly(directory) };
  return read.stacks;
}

/** Moves a finished assembly into place; whoever came first wins, and only the newest few stay. */
function publish(from: string, to: string): void {
  mkdirSync(cache, { recursive: true });
  if (existsSync(to)) rmSync(from, { recursive: true });
  else renameSync(from, to);
  const others = readdirSync(cache)
    .map((name) => join(cache, name))
    .filter((path) => path !== to && !path.includes('.'))
    .sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs);
  for (const stale of others.slice(KEPT)) rmSync(stale, { recursive: true, force: true });
}
