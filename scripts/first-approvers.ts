import { parseArgs } from 'node:util';
import { stageNamed } from '../infra/stages.ts';
import { invoke } from './invoke.ts';

// Publishes the approvers of redress.config.ts as the first people policy of a stage; one that is there already stays.

const usage = 'npm run approvers -- --stage NAME';
try {
  const { stage } = parseArgs({ options: { stage: { type: 'string' } } }).values;
  if (!stage) throw new Error('Name the stage.');
  const { approvers, zone } = stageNamed(stage);
  if (approvers.length === 0) throw new Error(`Write approvers into stages.${stage} of redress.config.ts first.`);
  const body = approvers.map((person) => ({ ...person, team: 'care', zone }));
  const answer = (await invoke({ stage }, 'publish-policy', { name: 'people', body, basedOn: 0 })) as {
    version?: number;
    errors?: { pointer: string; message: string }[];
  };
  if (answer.version === undefined)
    throw new Error((answer.errors ?? []).map(({ pointer, message }) => `${pointer || '/'}: ${message}`).join('\n'));
  console.log(`${approvers.length} approvers may sign in: people policy, version ${answer.version}`);
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 1;
}
