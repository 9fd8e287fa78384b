import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { guards } from './guards.ts';

const page = readFileSync('docs/guards.md', 'utf8');

it.each(guards)('stands in the code, once: $what', ({ file, guard, without }) => {
  expect(readFileSync(file, 'utf8').split(guard)).toHaveLength(2);
  expect(without).not.toBe(guard);
});

it.each(guards)('has a test of that name: $what', ({ test: [file, name] }) => {
  const source = readFileSync(file, 'utf8');
  const quoted = [`'${name}'`, `"${name}"`, `\`${name}\``];
  // A row of a table of cases may hold the name.
  expect(quoted.reduce((sum, title) => sum + source.split(title).length - 1, 0)).toBe(1);
});

it('are the ones of docs/guards.md, each with its place and its test', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| ') && !/^\| (Guard|-)/.test(line));
  expect(rows).toEqual(guards.map(({ what, file, test: [at, name] }) => `| ${what} | \`${file}\` | \`${at}\`: ${name} |`));
});
