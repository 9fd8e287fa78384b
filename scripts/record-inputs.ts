import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expressionsIn, type Recorded, unrecorded, workflowFolders } from '../infra/rules/recorded-inputs.ts';

// Runs journeys and writes down what each expression of each workflow saw and gave: workflows/*/recorded-inputs.json.
// Names of test files after -- run only those; what others reached before is kept.

const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'build/recorded');
rmSync(folder, { recursive: true, force: true });
const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'journeys', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, REDRESS_RECORD: '1' },
});
const lines = existsSync(folder) ? readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n')) : [];
const heard = lines.map((line) => JSON.parse(line) as Recorded & { machine: string });

for (const workflow of workflowFolders()) {
  const file = join(root, 'workflows', workflow, 'recorded-inputs.json');
  const before: Recorded[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  const own = heard
    .filter(({ machine }) => machine.toLowerCase().replaceAll('-', '').includes(workflow.replaceAll('-', '')))
    .map(({ machine: _, ...recorded }) => recorded);
  const places = expressionsIn(workflow);
  const found = places.flatMap(({ state, field, expression }) => {
    const here = (one: Recorded) =>
      one.state === state && one.expression === expression && (one.field === field || field.endsWith(one.field));
    return own.find(here) ?? before.find(here) ?? [];
  });
  const unique = [...new Map(found.map((one) => [[one.state, one.field, one.expression].join('|'), one])).values()];
  writeFileSync(file, `${JSON.stringify(unique, null, 1)}\n`);
  const left = unrecorded(workflow);
  console.log(`${workflow}: ${unique.length} of ${places.length} places recorded`);
  for (const { state, field, expression } of left) console.log(`  not reached: "${state}", ${field}: ${expression}`);
}
process.exitCode = status ?? 1;
