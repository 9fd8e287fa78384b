import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateSecretCommand, ResourceExistsException, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { visitor } from '../../journeys/visitor.ts';
import { type Account, environmentFor } from '../emulator/cdk.ts';
import { mustRun } from '../emulator/run-command.ts';
import type { TestOrder } from './orders.ts';
import { sentMails } from './sent-mails.ts';

const root = resolve(import.meta.dirname, '../../..');
const seed = join(root, 'infra/local/seed');
/** In force before any order, as in the local cloud's seed. */
const ALWAYS = '1970-01-01T00:00:00Z';

/** What the SDK's clients need to work in the account. */
export function clientFor({ endpoint, region }: Account) {
  return { endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
}

/** The outputs of a deployed stack by name. */
export async function outputsOf(account: Account, stack: string): Promise<Record<string, string>> {
  const cloudFormation = new CloudFormationClient(clientFor(account));
  const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stack }));
  return Object.fromEntries((Stacks?.[0]?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey ?? '', OutputValue ?? '']));
}

/** Speaks to the deployed API. An emulator answers for `<id>.execute-api…` below its own address. */
export async function deployedShop(account: Account, stage: string) {
  const { ApiUrl = '' } = await outputsOf(account, `redress-service-${stage}`);
  const id = /^https:\/\/(\w+)\.execute-api\./.exec(ApiUrl)?.[1];
  if (!id) throw new Error(`ApiUrl "${ApiUrl}" is no address of API Gateway`);
  return visitor(`${account.endpoint}/_aws/execute-api/${id}`, sentMails(account.endpoint));
}
export type Shop = Awaited<ReturnType<typeof deployedShop>>;

/** What an admin does after a first deploy: put the secrets, publish the policies, import the orders. Answers what the import said. */
export async function settleIn(account: Account, stage: string, orders: readonly TestOrder[]): Promise<string> {
  const secrets = new SecretsManagerClient(clientFor(account));
  for (const [name, value] of Object.entries({ 'payments-webhook': 'whsec_local', 'carrier-webhook': 'local-carrier-secret' }))
    await secrets.send(new CreateSecretCommand({ Name: `redress/${stage}/${name}`, SecretString: value })).catch((error: unknown) => {
      if (!(error instanceof ResourceExistsException)) throw error;
    });
  for (const name of ['people', 'returns', 'approvals', 'calendars', 'sla']) await publishPolicy(account, stage, name);
  const file = join(root, 'build/deploy-test/orders.jsonl');
  mkdirSync(join(root, 'build/deploy-test'), { recursive: true });
  writeFileSync(file, orders.map((order) => JSON.stringify(order)).join('\n'));
  return await mustRun('npm', ['run', '--silent', 'orders:import', '--', file, '--stage', stage], {
    env: environmentFor(account),
    cwd: root,
  });
}

/** Publishes a policy of the seed as in force for orders of any age, which `npm run policies` does not offer. */
async function publishPolicy(account: Account, stage: string, name: string): Promise<void> {
  const { default: body } = (await import(join(seed, `${name}.json`), { with: { type: 'json' } })) as { default: unknown };
  const { Payload, FunctionError } = await new LambdaClient(clientFor(account)).send(
    new InvokeCommand({ FunctionName: `redress-${stage}-publish-policy`, Payload: JSON.stringify({ name, body, validFrom: ALWAYS }) }),
  );
  const answer = new TextDecoder().decode(Payload);
  if (FunctionError || !answer.includes('"version"')) throw new Error(`The policy ${name} was not published: ${answer}`);
}
