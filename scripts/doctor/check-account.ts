import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Stage } from '../../infra/stages.ts';
import type { Clients } from './clients.ts';
import { type Finding, nameOf } from './finding.ts';

/** The bootstrap that this CDK's assemblies ask for. */
const oldestBootstrap = 6;
/** Each of our functions may run several times at once; a fresh account may grant ten in all. */
const leastConcurrency = 100;

/** Credentials and account. A finding here makes every other question to AWS pointless. */
export async function checkCredentials({ account, region }: Stage, { sts }: Clients, chosen: string | undefined): Promise<Finding[]> {
  if (!(region ?? chosen))
    return [
      { about: 'region', wrong: 'no region is chosen', cure: 'set AWS_REGION, as eu-central-1, or write region into redress.config.ts' },
    ];
  if (region && chosen && region !== chosen)
    return [{ about: 'region', wrong: `the stage is in ${region}, your shell in ${chosen}`, cure: `set AWS_REGION=${region}` }];
  try {
    const { Account } = await sts.send(new GetCallerIdentityCommand({}));
    if (!account || account === Account) return [];
    const cure = `sign in to ${account}, or change account in redress.config.ts`;
    return [{ about: 'account', wrong: `these credentials are of ${Account}, the stage is of ${account}`, cure }];
  } catch (error) {
    const cure = 'sign in: aws sso login, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (or AWS_PROFILE)';
    return [{ about: 'credentials', wrong: `AWS does not take them (${nameOf(error)})`, cure }];
  }
}

/** Has `cdk bootstrap` been here? */
export async function checkBootstrap(_: Stage, { ssm }: Clients): Promise<Finding[]> {
  const cure = 'npx cdk bootstrap';
  try {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: '/cdk-bootstrap/hnb659fds/version' }));
    const version = Number(Parameter?.Value);
    return version >= oldestBootstrap ? [] : [{ about: 'bootstrap', wrong: `version ${version} is too old to deploy into`, cure }];
  } catch (error) {
    if (nameOf(error) !== 'ParameterNotFound') throw error;
    return [{ about: 'bootstrap', wrong: 'this account and region were never bootstrapped', cure }];
  }
}

/** May enough functions run at once? */
export async function checkConcurrency(_: Stage, { lambda }: Clients): Promise<Finding[]> {
  const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}));
  const granted = AccountLimit?.ConcurrentExecutions ?? 0;
  if (granted >= leastConcurrency) return [];
  const wrong = `only ${granted} functions may run at once in this account: requests fail while ${granted} others run`;
  const cure = 'ask for 1000: Service Quotas, AWS Lambda, "Concurrent executions" (free, within a day)';
  return [{ about: 'Lambda concurrency', wrong, cure }];
}
