import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack, Template } from './template.ts';
import { TemplateError } from './template.ts';

interface Artifact {
  readonly type: string;
  readonly dependencies?: readonly string[];
  readonly displayName?: string;
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string };
}

interface AssetManifest {
  readonly files?: Record<
    string,
    { readonly source: { readonly path?: string }; readonly destinations: Record<string, { readonly objectKey: string }> }
  >;
}

const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** Reads the stacks of a cloud assembly (`cdk.out`), a stack after those that it depends on. */
export function readAssembly(directory: string): Stack[] {
  const manifest = join(directory, 'manifest.json');
  if (!existsSync(manifest)) throw new TemplateError(`${directory} is no cloud assembly: it has no manifest.json`);
  const { artifacts } = json(manifest) as { artifacts: Record<string, Artifact> };
  const read = new Map<string, Stack>();
  const visit = (id: string) => {
    const artifact = artifacts[id];
    if (artifact === undefined || read.has(id)) return;
    for (const dependency of artifact.dependencies ?? []) visit(dependency);
    if (artifact.type === 'aws:cloudformation:stack') read.set(id, readStack(directory, id, artifact));
  };
  for (const id of Object.keys(artifacts)) visit(id);
  return [...read.values()];
}

function readStack(directory: string, id: string, artifact: Artifact): Stack {
  const template = json(join(directory, artifact.properties?.templateFile ?? `${id}.template.json`)) as Template;
  const assets = new Map<string, string>();
  const manifest = join(directory, `${id}.assets.json`);
  if (existsSync(manifest)) {
    for (const { source, destinations } of Object.values((json(manifest) as AssetManifest).files ?? {})) {
      for (const { objectKey } of Object.values(destinations)) if (source.path) assets.set(objectKey, join(directory, source.path));
    }
  }
  return { name: artifact.properties?.stackName ?? artifact.displayName ?? id, template, assets };
}
