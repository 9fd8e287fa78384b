import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Resource {
  readonly Type: string;
  DependsOn?: string | readonly string[];
  readonly Properties?: { readonly Policies?: { readonly PasswordPolicy?: { MinimumLength?: number } } };
}
interface Template {
  readonly Resources: Record<string, Resource>;
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
 * A template whose user pools MiniStack can use: their addresses are written out, for it knows no attribute ProviderURL and puts the
 * pool's id there; and they take passwords of eight letters, for it makes up first passwords of a fixed length and then refuses them itself.
 */
export function withUsablePools(template: Template): Template {
  const written = JSON.stringify(template).replace(
    /\{"Fn::GetAtt":\["(\w+)","ProviderURL"\]\}/g,
    (_, pool: string) => `{"Fn::Sub":"https://cognito-idp.\${AWS::Region}.\${AWS::URLSuffix}/\${${pool}}"}`,
  );
  const fitted = JSON.parse(written) as Template;
  for (const { Type, Properties } of Object.values(fitted.Resources)) {
    const policy = Type === 'AWS::Cognito::UserPool' ? Properties?.Policies?.PasswordPolicy : undefined;
    if (policy?.MinimumLength) policy.MinimumLength = 8;
  }
  return fitted;
}

/**
 * Takes resources of types that the emulator lacks out of the templates of some stacks of a synthesized assembly, makes user pools usable, and makes the
 * manifests name the new templates. Answers with the logical ids left away. Everything else stays as it would go to AWS.
 */
export function fitAssembly(directory: string, stacks: readonly string[], types: readonly string[]): string[] {
  const all: string[] = [];
  const manifestFile = join(directory, 'manifest.json');
  let manifest = readFileSync(manifestFile, 'utf8');
  for (const name of stacks.map((stack) => `${stack}.template.json`)) {
    const text = readFileSync(join(directory, name), 'utf8');
    const { template, dropped } = withoutTypes(JSON.parse(text) as Template, types);
    const fitted = JSON.stringify(withUsablePools(template), null, 1);
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
