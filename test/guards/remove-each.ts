import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startVitest } from 'vitest/node';
import type { Guard } from './guard.ts';
import { guards } from './guards.ts';
import { patternOf } from './named-test.ts';

// `npm run test:guards [words]`: removes each guard in a copy of the source and expects its test to go red, and green with the guard in place.

const here = process.cwd();
const copy = resolve('build/guards');
rmSync(copy, { recursive: true, force: true });
mkdirSync(copy, { recursive: true });
for (const part of ['domain', 'events', 'functions', 'infra', 'test', 'web', 'workflows', 'package.json', 'tsconfig.json']) {
  cpSync(join(here, part), join(copy, part), { recursive: true });
}
symlinkSync(join(here, 'node_modules'), join(copy, 'node_modules'));

/** How many tests of that name passed and failed in the copy as it stands. */
async function judged([file, name]: Guard['test']): Promise<{ passed: number; failed: number }> {
  const vitest = await startVitest('test', [file], {
    ...{
      root: copy,
      config: false,
      watch: false,
      reporters: [],
      silent: true,
      setupFiles: ['test/seed.ts'],
      include: ['test/**/*.test.ts'],
    },
    ...{ testNamePattern: patternOf(name), testTimeout: 20_000 },
  });
  const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
  const count = (state: string) => tests.filter((test) => test.result().state === state).length;
  const outcome = { passed: count('passed'), failed: count('failed') };
  await vitest.close();
  process.exitCode = 0;
  return outcome;
}

const [words = ''] = process.argv.slice(2);
const wanted = guards.filter(({ what }) => what.includes(words));
const green = new Set<string>();
const faults: string[] = [];
for (const { what, file, guard, without, test } of wanted) {
  const key = test.join(': ');
  if (!green.has(key)) {
    const before = await judged(test);
    if (before.passed === 0 || before.failed > 0) faults.push(`${key}: is not green to begin with (${JSON.stringify(before)})`);
    green.add(key);
  }
  const source = readFileSync(join(here, file), 'utf8');
  writeFileSync(
    join(copy, file),
    source.replace(guard, () => without),
  );
  const { failed } = await judged(test);
  writeFileSync(join(copy, file), source);
  console.log(`${failed > 0 ? 'red  ' : 'GREEN'} ${what}`);
  if (failed === 0) faults.push(`${what}: ${key} stays green without it`);
}
console.log(faults.length === 0 ? `${wanted.length} guards, each with a test that goes red without it` : faults.join('\n'));
process.exit(faults.length === 0 && wanted.length > 0 ? 0 : 1);
