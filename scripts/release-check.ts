import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CloudFormationClient, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { buildApp } from '../infra/app.ts';
import { carryContract } from '../infra/release/carry-contract.ts';
import { releaseIn } from '../infra/release/read-assembly.ts';
import type { Release, Template } from '../infra/release/release.ts';
import { stranded } from '../infra/release/stranded.ts';

const usage = `npm run release:check -- --stage NAME | --previous DIR [--next DIR] [--accept KIND]...
Compares this release with the one before and says what of it would strand: running cases, data, messages.
--stage: the release before is what is deployed there. --previous: it is in a directory that cdk synth wrote. --next: so is this one, instead
of being synthesized now. --accept: a kind of finding that you have dealt with, as queue-gone. Exit 0 nothing strands, 1 something does, 2 cannot compare.`;

function stop(reason: string): never {
  console.error(`${reason}\n\n${usage}`);
  process.exit(2);
}

function options() {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({ options: { stage: text, previous: text, next: text, accept: { type: 'string', multiple: true, default: [] } } })
      .values;
  } catch (error) {
    return stop((error as Error).message);
  }
}

/** What is deployed, as it was handed to CloudFormation. AWS_ENDPOINT_URL leads to another endpoint. */
async function deployed(stage: string): Promise<Release> {
  const client = new CloudFormationClient({});
  const template = async (name: string): Promise<Template> => {
    const { TemplateBody } = await client.send(
      new GetTemplateCommand({ StackName: `redress-${name}-${stage}`, TemplateStage: 'Original' }),
    );
    return JSON.parse(TemplateBody ?? '{}') as Template;
  };
  return { data: await template('data'), service: await template('service') };
}

function synthesized(stage: string | undefined): Release {
  const outdir = mkdtempSync(join(tmpdir(), 'redress-release-'));
  try {
    const app = buildApp({ outdir, ...(stage ? { stage } : {}) });
    carryContract(app);
    app.synth();
    return releaseIn(outdir);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

const { stage, previous, next, accept } = options();
if (!stage === !previous) stop('Name the release before: --stage or --previous, one of them.');
try {
  const before = previous ? releaseIn(previous) : await deployed(stage!);
  const found = stranded(before, next ? releaseIn(next) : synthesized(stage)).filter(({ what }) => !accept.includes(what));
  for (const { what, of, cure } of found) console.error(`${what} ${of}: ${cure}`);
  console.log(found.length === 0 ? 'Nothing of the release before strands.' : `${found.length} things of the release before would strand.`);
  process.exitCode = found.length === 0 ? 0 : 1;
} catch (error) {
  stop(`Cannot compare: ${error instanceof Error ? error.message || error.name : String(error)}`);
}
