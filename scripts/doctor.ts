import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Configuration, stageNamed } from '../infra/stages.ts';
import { clientsOf } from './doctor/clients.ts';
import { diagnose } from './doctor/diagnose.ts';

const usage = `npm run doctor -- [--stage NAME] [--config FILE] [POLICY.json …]
Looks whether a stage can be deployed and will work; NAME is dev unless said. Changes nothing.`;

async function run(): Promise<number> {
  const options = { stage: { type: 'string', default: 'dev' }, config: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const configured = values.config ? ((await import(resolve(values.config))) as { configuration: Configuration }).configuration : undefined;
  const stage = stageNamed(values.stage, {}, configured);
  const region = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  const findings = await diagnose({ stage, clients: clientsOf(region ?? stage.region), region, policies: positionals });
  for (const { about, wrong, cure } of findings) console.log(`✗ ${about}: ${wrong}\n  → ${cure}`);
  console.log(
    findings.length === 0 ? `All is well with the stage ${values.stage}.` : `${findings.length} to mend in the stage ${values.stage}.`,
  );
  return findings.length === 0 ? 0 : 1;
}

process.exitCode = await run().catch((error: unknown) => {
  console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  return 2;
});
