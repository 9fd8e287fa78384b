import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { type Kept, keptByDestroy, standing } from './kept-by-destroy.ts';

const usage = `npm run destroy -- --stage NAME [--yes] [--app ASSEMBLY]
Deletes the stacks of a stage with cdk destroy and says what stays. Without --yes it only says what would happen.`;

function list(kept: readonly Kept[]): string {
  return kept.map(({ type, name }) => `  ${type.replace('AWS::', '').replace('::', ' ')}  ${name}`).join('\n');
}

async function destroy(stage: string, app: string | undefined): Promise<number> {
  const where = app ? ['--app', app] : ['-c', `stage=${stage}`];
  const child = spawn('npx', ['cdk', 'destroy', '--all', '--force', '--no-notices', ...where], { stdio: 'inherit' });
  return await new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}

async function run(): Promise<number> {
  const options = { stage: { type: 'string' }, yes: { type: 'boolean' }, app: { type: 'string' } } as const;
  const { values } = parseArgs({ options });
  if (!values.stage) throw new Error('Name a stage.');
  const client = new CloudFormationClient({});
  const stacks = await standing(client, values.stage);
  if (stacks.length === 0) throw new Error(`No stack of the stage ${values.stage} is deployed with these credentials in this region.`);
  const kept = (await Promise.all(stacks.map(async (stack) => await keptByDestroy(client, stack)))).flat();
  console.log(`${values.yes ? 'Deleting' : 'Would delete'} ${stacks.join(', ')}: open cases stop where they are.`);
  if (!values.yes) {
    console.log(`Would stay, with all cases and people:\n${list(kept)}\nSay --yes to go on.`);
    return 2;
  }
  const code = await destroy(values.stage, values.app);
  if (code !== 0) return code;
  console.log(
    `What holds cases, people and photos stays, and costs a little:\n${list(kept)}\nTo lose it for good: switch the tables' deletion protection off, then delete tables, buckets and keys by hand.`,
  );
  return 0;
}

process.exitCode = await run().catch((error: unknown) => {
  console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  return 2;
});
