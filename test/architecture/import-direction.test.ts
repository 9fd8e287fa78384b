import { describe, expect, it } from 'vitest';
import { type Import, importsOf, sourceFiles, textOf } from './source-files.ts';

const rooms = ['domain', 'events', 'functions', 'infra', 'web', 'workflows', 'test', 'scripts'];
const allowed: Readonly<Record<string, readonly string[]>> = {
  domain: ['domain'],
  events: ['domain', 'events'],
  functions: ['domain', 'events', 'functions'],
  infra: ['domain', 'events', 'functions', 'infra', 'workflows'],
  web: ['web'],
};
/** Packages that the domain may use: it is pure. */
const pure = ['zod', 'temporal-polyfill'];

/** A hash is a function of its argument; the rest of node:crypto is chance. */
const isPure = ({ to, names }: Import): boolean =>
  pure.some((name) => to === name || to.startsWith(`${name}/`)) || (to === 'node:crypto' && names === '{ createHash }');

/** What is wrong with an import, or undefined. */
function wrong(found: Import): string | undefined {
  const { from, to, typesOnly } = found;
  const [room = '', target = ''] = [from.split('/')[0], to.split('/')[0]];
  const said = `${from} imports ${to}`;
  if (!rooms.includes(target)) {
    if (room === 'domain' && !isPure(found)) return `${said}: the domain is pure`;
    if (room !== 'infra' && room !== 'test' && /^(aws-cdk|constructs|cdk-nag)/.test(to)) return `${said}: only infra deploys`;
    return undefined;
  }
  // Amounts read the same in mails and on pages: the one rule that the browser shares, and it drags no schema along.
  if (room === 'web' && (to === 'domain/format-money.ts' || (target === 'domain' && typesOnly))) return undefined;
  return allowed[room]?.includes(target) ? undefined : said;
}

describe('imports go one way', () => {
  it.each(Object.keys(allowed))('out of %s', (room) => {
    const files = sourceFiles(room);
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap((file) => importsOf(file, textOf(file))).flatMap((found) => wrong(found) ?? [])).toEqual([]);
  });

  it.each<[string, string, boolean]>([
    ['domain/returns/a.ts', "import { cases } from '../../functions/adapters/cases.ts';", false],
    ['domain/returns/a.ts', "import { ReturnRequested } from '../../events/return-requested.ts';", false],
    ['domain/returns/a.ts', "import { readFileSync } from 'node:fs';", false],
    ['domain/returns/a.ts', "import { createHash } from 'node:crypto';", true],
    ['domain/returns/a.ts', "import { createHash, randomUUID } from 'node:crypto';", false],
    ['domain/returns/a.ts', "import * as z from 'zod';", true],
    ['events/a.ts', "import { x } from '../functions/runtime/x.ts';", false],
    ['functions/returns/a.ts', "import { x } from '../../infra/app.ts';", false],
    ['functions/returns/a.ts', "import { Stack } from 'aws-cdk-lib';", false],
    ['functions/returns/a.ts', "import {\n  a,\n  b,\n} from '../../infra/app.ts';", false],
    ['functions/returns/a.ts', "const x = await import('../../infra/app.ts');", false],
    ['functions/returns/a.ts', "import '../../infra/app.ts';", false],
    ['functions/returns/a.ts', "export { x } from '../../web/x.ts';", false],
    ['infra/a.ts', "import { answering } from '../functions/waiting/answering.ts';", true],
    ['web/a.ts', "import { Money } from '../domain/money.ts';", false],
    ['web/a.ts', "import { formatMoney } from '../domain/format-money.ts';", true],
    ['web/a.ts', "import type { Money } from '../domain/money.ts';", true],
    ['web/a.ts', "import { type Money, type Currency } from '../domain/money.ts';", true],
    ['web/a.ts', "import { type Money, minor } from '../domain/money.ts';", false],
  ])('%s: %s is allowed: %s', (file, text, fine) => {
    const found = importsOf(file, text);
    expect(found).toHaveLength(1);
    expect(found.every((one) => wrong(one) === undefined)).toBe(fine);
  });

  it('touches the environment in one place', () => {
    const readers = [...sourceFiles('domain'), ...sourceFiles('events'), ...sourceFiles('functions')].filter((file) =>
      textOf(file).includes('process.env'),
    );
    // The logger asks for the function's name, which Lambda itself sets.
    expect(readers.filter((file) => file !== 'functions/runtime/logger.ts')).toEqual(['functions/runtime/settings.ts']);
  });
});
