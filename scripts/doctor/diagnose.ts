import type { Stage } from '../../infra/stages.ts';
import { checkBootstrap, checkConcurrency, checkCredentials } from './check-account.ts';
import { checkConnect } from './check-connect.ts';
import { type Catalogue, checkPolicies, checkTranslations } from './check-files.ts';
import { checkMail } from './check-mail.ts';
import { checkSecrets, checkSlack } from './check-secrets.ts';
import type { Clients } from './clients.ts';
import { type Finding, nameOf } from './finding.ts';

export interface Examined {
  readonly stage: Stage;
  readonly clients: Clients;
  /** The region that the shell chose, if any. */
  readonly region: string | undefined;
  /** Policy files to look at before they are published. */
  readonly policies?: readonly string[];
  readonly catalogues?: readonly Catalogue[];
}

const checks = {
  bootstrap: checkBootstrap,
  'Lambda concurrency': checkConcurrency,
  mail: checkMail,
  secrets: checkSecrets,
  Slack: checkSlack,
  'Amazon Connect': checkConnect,
} as const;

/** Everything that is wrong with a stage. A question that AWS refuses to answer is a finding too, and keeps no other from being asked. */
export async function diagnose({ stage, clients, region, policies = [], catalogues }: Examined): Promise<Finding[]> {
  const findings = [...checkTranslations(catalogues), ...checkPolicies(policies)];
  const account = await checkCredentials(stage, clients, region);
  if (account.length > 0) return [...findings, ...account];
  for (const [about, check] of Object.entries(checks))
    findings.push(
      ...(await check(stage, clients).catch((error: unknown) => [
        { about, wrong: `it could not be looked at (${nameOf(error)})`, cure: 'allow these credentials to read it, then ask again' },
      ])),
    );
  return findings;
}
