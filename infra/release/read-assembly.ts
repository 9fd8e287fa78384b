import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Release, Template } from './release.ts';

/** The release in a directory that `cdk synth` wrote. Throws an Error that says what is missing. */
export function releaseIn(directory: string): Release {
  const files = existsSync(directory) ? readdirSync(directory) : [];
  const template = (name: string): Template => {
    const file = files.find((each) => new RegExp(`^redress-${name}-[a-z0-9-]+\\.template\\.json$`).test(each));
    if (!file) throw new Error(`${directory} holds no template of a ${name} stack: name a directory that cdk synth wrote`);
    return JSON.parse(readFileSync(join(directory, file), 'utf8')) as Template;
  };
  return { data: template('data'), service: template('service') };
}
