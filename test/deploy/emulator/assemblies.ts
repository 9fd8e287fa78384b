import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fitAssembly } from './fit-assembly.ts';
import { missingTypes } from './missing-types.ts';
import { progress } from './progress.ts';
import { mustRun } from './run-command.ts';

const root = resolve(import.meta.dirname, '../../..');
/** The stage of the deploy test, and the stacks of it that are deployed. */
export const stage = 'deploytest';
export const stacks = [`redress-data-${stage}`, `redress-service-${stage}`] as const;
const script = 'test/deploy/emulator/synthesize.ts';

/** Synthesizes stage `deploytest` of the sources in `home` and takes out what the emulator lacks; answers with the assembly's folder. */
export async function assemble(name: string, paymentsUrl: string, home = root): Promise<string> {
  const outdir = join(root, 'build/deploy-test', name);
  rmSync(outdir, { recursive: true, force: true });
  progress(`synthesizing ${name}`);
  await mustRun(process.execPath, [script, outdir, paymentsUrl], { cwd: home });
  const dropped = fitAssembly(outdir, stacks, missingTypes);
  progress(`  left away for the emulator: ${dropped.join(', ') || 'nothing'}`);
  return outdir;
}

/** What a later release changes: the last function of a return says more, and the workflow passes one more state before it. */
const changes: Readonly<Record<string, readonly (readonly [before: string, after: string])[]>> = {
  'functions/returns/close-return.ts': [
    [
      "z.object({ status: z.enum(['closed', 'handed-over', 'overtaken']) })",
      "z.object({ status: z.enum(['closed', 'handed-over', 'overtaken']), release: z.int().optional() })",
    ],
    [
      "outcome.moved.status === 'closed' ? 'closed' : 'handed-over' }",
      "outcome.moved.status === 'closed' ? 'closed' : 'handed-over', release: 2 }",
    ],
  ],
  'workflows/return/return.asl.json': [
    [
      '"Default": "Close the case"\n    },\n    "Wait for the money"',
      '"Default": "Thank the customer"\n    },\n    "Thank the customer": { "Type": "Pass", "Next": "Close the case" },\n    "Wait for the money"',
    ],
  ],
  'infra/stacks/service/return-workflow.ts': [["  'Settled?',\n  'Close", "  'Settled?',\n  'Thank the customer',\n  'Close"]],
};

const notSources = new Set(['node_modules', 'build', 'cdk.out', 'coverage']);

/** The places that a second release would change and that the sources do not have any more. */
export function placesGone(): string[] {
  return Object.entries(changes).flatMap(([file, replacements]) => {
    const text = readFileSync(join(root, file), 'utf8');
    return replacements.filter(([before]) => !text.includes(before)).map(([before]) => `${file}: ${before}`);
  });
}

/** The sources of a second release beside ours: a copy with the changes above. Throws an Error when a place to change is gone. */
export function secondRelease(): string {
  const gone = placesGone();
  if (gone.length > 0) throw new Error(`The second release of the deploy test changes places that are gone:\n${gone.join('\n')}`);
  const home = join(root, 'build/deploy-test/second-release');
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const own = readdirSync(root).filter((name) => !name.startsWith('.') && !notSources.has(name));
  for (const name of own) cpSync(join(root, name), join(home, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'));
  for (const [file, replacements] of Object.entries(changes)) {
    let text = readFileSync(join(home, file), 'utf8');
    for (const [before, after] of replacements) text = text.replace(before, after);
    writeFileSync(join(home, file), text);
  }
  return home;
}
