import { resolve } from 'node:path';
import { progress } from './progress.ts';
import { type Ended, runCommand } from './run-command.ts';

const cli = resolve(import.meta.dirname, '../../../node_modules/.bin/cdk');

/** Where `cdk` and the clients of a test do their work. */
export interface Account {
  readonly endpoint: string;
  readonly region: string;
}

/** The environment of a command that works in an emulator's account. The CLI and the SDKs find the endpoint in it. */
export function environmentFor({ endpoint, region }: Account): Record<string, string | undefined> {
  return {
    ...process.env,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: process.env.AWS_ACCESS_KEY_ID ?? 'test',
    AWS_SECRET_ACCESS_KEY: process.env.AWS_SECRET_ACCESS_KEY ?? 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    NO_COLOR: '1',
  };
}

/** Runs the real CDK CLI over a synthesized assembly, telling what it does; answers how it ended. */
export async function cdk(account: Account, assembly: string, command: string, ...args: readonly string[]): Promise<Ended> {
  progress(`cdk ${command} ${args.filter((arg) => !arg.startsWith('--')).join(' ')}`);
  const told = /✅|❌|_FAILED|Unsupported resource|no changes/;
  return await runCommand(cli, [command, ...args, '--app', assembly, '--no-notices', '--ci'], {
    env: environmentFor(account),
    onLine: (line) => {
      if (told.test(line)) progress(`  ${line.trim()}`);
    },
  });
}
