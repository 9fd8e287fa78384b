import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Template {
  readonly Resources: Record<string, { readonly Type: string; DependsOn?: string | readonly string[] }>;
}

/** A template without the resources of some types. Throws an Error when something that stays needs one of them. */
export function withoutTypes(template: Template, types: readonly string[]): { template: Template; dropped: string[] } {
  const dropped = Object.entries(template.Resources).flatMap(([id, { Type }]) => (types.includes(Type) ? [id] : []));
  const fitted = structuredClone(template);
  for (const id of dropped) delete fitted.Resources[id];
  for (const resource of Object.values(fitted.Resources)) {
    if (resource.DependsOn === undefined) continue;
    const left = [resource.DependsOn].flat().filter((id) => !dropped.includes(id));
    if (left.length > 0) resource.DependsOn = left;
    else delete resource.DependsOn;
  }
  const text = JSON.stringify(fitted);
  for (const id of dropped)
    if (text.includes(`"Ref":"${id}"`) || text.includes(`"Fn::GetAtt":["${id}"`))
      throw new Error(`${id} (${template.Resources[id]?.Type}) cannot be left away: other resources refer to it.`);
  return { template: fitted, dropped };
}

/**
 * Takes resources of types that the emulator lacks out of the templates of some stacks of a synthesized assembly, and makes the manifests name the
 * new templates. Answers with the logical ids left away. Everything else stays as it would go to AWS.
 */
export function fitAssembly(directory: string, stacks: readonly string[], types: readonly string[]): string[] {
  const all: string[] = [];
  const manifestFile = join(directory, 'manifest.json');
  let manifest = readFileSync(manifestFile, 'utf8');
  for (const name of stacks.map((stack) => `${stack}.template.json`)) {
    const text = readFileSync(join(directory, name), 'utf8');
    const { template, dropped } = withoutTypes(JSON.parse(text) as Template, types);
    if (dropped.length === 0) continue;
    const fitted = JSON.stringify(template, null, 1);
    const assetsFile = join(directory, name.replace('.template.json', '.assets.json'));
    const assets = readFileSync(assetsFile, 'utf8');
    const [before, after] = [sha256(text), sha256(fitted)];
    if (!assets.includes(before) || !manifest.includes(before))
      throw new Error(`The manifests of ${name} do not name it by the hash of its content: the assembly has another form than known.`);
    writeFileSync(assetsFile, assets.replaceAll(before, after));
    manifest = manifest.replaceAll(before, after);
    writeFileSync(join(directory, name), fitted);
    all.push(...dropped);
  }
  writeFileSync(manifestFile, manifest);
  return all;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
