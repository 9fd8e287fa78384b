import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeInstanceCommand } from '@aws-sdk/client-connect';
import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { ListServiceQuotasCommand } from '@aws-sdk/client-service-quotas';
import { GetAccountCommand, GetEmailIdentityCommand } from '@aws-sdk/client-sesv2';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, describe, expect, it } from 'vitest';
import { type StageConfiguration, stageNamed } from '../../infra/stages.ts';
import { catalogues } from '../../scripts/doctor/check-files.ts';
import { clientsOf } from '../../scripts/doctor/clients.ts';
import { diagnose } from '../../scripts/doctor/diagnose.ts';

const configuration: StageConfiguration = {
  account: '111122223333',
  region: 'eu-west-1',
  mailFrom: 'returns@shop.example',
  publicUrl: 'https://returns.shop.example',
  payments: 'stripe',
  slack: { team: 'T0123SHOP', app: 'A0123SHOP' },
  connect: {
    instance: 'arn:aws:connect:eu-west-1:111122223333:instance/11111111-2222-3333-4444-555555555555',
    queue: '11111111-2222-3333-4444-555555555555',
    flow: '11111111-2222-3333-4444-555555555555',
  },
};

const named = (name: string): Error => Object.assign(new Error(name), { name });
const rate = 'Rate of StartTaskContact API requests';

/** An account in which nothing is wrong; a fault changes one thing of it. */
function healthy() {
  return {
    stage: 'shop',
    settings: configuration,
    region: 'eu-west-1' as string | undefined,
    account: '111122223333' as string | Error,
    bootstrap: '30' as string | Error,
    mail: { ProductionAccessEnabled: true, SendingEnabled: true },
    identity: { VerifiedForSendingStatus: true } as { VerifiedForSendingStatus: boolean } | Error,
    concurrency: 1000,
    secrets: {
      'redress/shop/stripe': 'sk_test_1234',
      'redress/shop/payments-webhook': 'whsec_1234',
      'redress/shop/carrier-webhook': 'a-long-random-text-of-ours',
      'redress/shop/slack': '{"botToken":"xoxb-1","signingSecret":"0123456789abcdef"}',
    } as Record<string, string>,
    slack: { ok: true, team_id: 'T0123SHOP' } as object,
    scopes: 'chat:write,commands',
    instance: 'ACTIVE' as const,
    rate: 2,
    catalogues,
    policies: [] as string[],
  };
}
type Account = ReturnType<typeof healthy>;

async function look(account: Account): Promise<string[]> {
  const clients = clientsOf('eu-west-1');
  const { sts, ssm, ses, lambda, secrets, connect, quotas } = clients;
  const [identity, bootstrap, mail] = [mockClient(sts), mockClient(ssm), mockClient(ses)];
  const said = <T>(value: T | Error): Promise<T> => (value instanceof Error ? Promise.reject(value) : Promise.resolve(value));
  identity.on(GetCallerIdentityCommand).callsFake(async () => ({ Account: await said(account.account) }));
  bootstrap.on(GetParameterCommand).callsFake(async () => ({ Parameter: { Value: await said(account.bootstrap) } }));
  mail.on(GetAccountCommand).resolves(account.mail);
  mail.on(GetEmailIdentityCommand).callsFake(() => said(account.identity));
  mockClient(lambda)
    .on(GetAccountSettingsCommand)
    .resolves({ AccountLimit: { ConcurrentExecutions: account.concurrency } });
  mockClient(secrets)
    .on(GetSecretValueCommand)
    .callsFake(({ SecretId }: { SecretId: string }) => {
      const SecretString = account.secrets[SecretId];
      return SecretString === undefined ? Promise.reject(named('ResourceNotFoundException')) : Promise.resolve({ SecretString });
    });
  mockClient(connect)
    .on(DescribeInstanceCommand)
    .resolves({ Instance: { InstanceStatus: account.instance } });
  mockClient(quotas)
    .on(ListServiceQuotasCommand)
    .resolves({ Quotas: [{ QuotaName: rate, Value: account.rate }] });
  const fetch = async (): Promise<Response> => Response.json(account.slack, { headers: { 'x-oauth-scopes': account.scopes } });
  const findings = await diagnose({
    stage: stageNamed(account.stage, {}, { stages: { [account.stage]: account.settings } }),
    clients: { ...clients, fetch },
    region: account.region,
    policies: account.policies,
    catalogues: account.catalogues,
  });
  return findings.map(({ about, wrong, cure }) => `${about}: ${wrong} → ${cure}`);
}

const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
const badPolicy = join(folder, 'returns.json');
writeFileSync(badPolicy, '{"rules":[]}');
afterAll(() => rmSync(folder, { recursive: true }));

const secretsWith = (differs: Record<string, string>) => ({ secrets: { ...healthy().secrets, ...differs } });
const secretsWithout = (name: string) => ({
  secrets: Object.fromEntries(Object.entries(healthy().secrets).filter(([one]) => one !== name)),
});
const slackSecret = 'redress/shop/slack';

describe('npm run doctor', () => {
  it('says nothing when all is well', async () => {
    expect(await look(healthy())).toEqual([]);
  });

  it.each<[string, Partial<Account>, RegExp]>([
    ['credentials that AWS refuses', { account: named('ExpiredToken') }, /^credentials: .*ExpiredToken.* → sign in/],
    ['credentials of another account', { account: '999988887777' }, /^account: .*999988887777.* → sign in to 111122223333/],
    ['a shell in another region', { region: 'us-east-1' }, /^region: .*us-east-1 → set AWS_REGION=eu-west-1/],
    ['no bootstrap', { bootstrap: named('ParameterNotFound') }, /^bootstrap: .* → npx cdk bootstrap/],
    ['an old bootstrap', { bootstrap: '4' }, /^bootstrap: version 4 .* → npx cdk bootstrap/],
    ['the SES sandbox', { mail: { ProductionAccessEnabled: false, SendingEnabled: true } }, /^SES sandbox: .* → ask for production access/],
    ['paused sending', { mail: { ProductionAccessEnabled: true, SendingEnabled: false } }, /^SES sending: .* → see why/],
    ['an identity that SES does not know', { identity: named('NotFoundException') }, /^SES identity: .* → verify shop\.example/],
    [
      'an identity that waits',
      { identity: { VerifiedForSendingStatus: false } },
      /^SES identity: .*not verified yet.* → verify shop\.example/,
    ],
    ['ten functions at once', { concurrency: 10 }, /^Lambda concurrency: only 10 .* → ask for 1000/],
    ['a slow Connect', { rate: 1 }, /^Connect rates: .*1 a second.* → ask for 2/],
    [
      'a missing secret',
      secretsWithout('redress/shop/carrier-webhook'),
      /^secret redress\/shop\/carrier-webhook: it is missing.* → aws secretsmanager create-secret/,
    ],
    [
      'a secret of another form',
      secretsWith({ 'redress/shop/payments-webhook': 'sk_test_1' }),
      /^secret .*payments-webhook: .*another form → .*whsec_…/,
    ],
    [
      'a live key in a stage to try things',
      secretsWith({ 'redress/shop/stripe': 'sk_live_1' }),
      /^Stripe key mode: .*live key.* → put a test key/,
    ],
    [
      'a Slack secret of another form',
      secretsWith({ [slackSecret]: 'xoxb-1' }),
      /^secret redress\/shop\/slack: .*another form → put \{"botToken"/,
    ],
    [
      'a Slack token that was revoked',
      { slack: { ok: false, error: 'token_revoked' } },
      /^Slack: .*token_revoked.* → install the app again/,
    ],
    ['another workspace', { slack: { ok: true, team_id: 'T0123OTHER' } }, /^Slack: .*T0123OTHER.* → correct slack\.team/],
    ['a scope that Slack did not grant', { scopes: 'commands' }, /^Slack scopes: the app lacks chat:write → add them/],
    [
      'a text in one language',
      { catalogues: [{ file: 'x/id.ts', english: { hello: 'Hello' }, indonesian: {} }] },
      /^text hello: .*Indonesian → write it in x\/id\.ts/,
    ],
    [
      'a blank in one language',
      { catalogues: [{ file: 'x/id.ts', english: { hi: 'Hi {name}' }, indonesian: { hi: 'Hai' } }] },
      /^text hi: its blanks differ/,
    ],
    ['a policy that is none', { policies: [badPolicy] }, /^policy .*returns\.json: \/.* → /],
    ['a policy that is not there', { policies: ['nowhere/sla.json'] }, /^policy nowhere\/sla\.json: .* → correct the path/],
  ])('finds %s and names the cure', async (_, fault, expected) => {
    const findings = await look({ ...healthy(), ...fault });
    expect(findings.filter((finding) => expected.test(finding))).not.toEqual([]);
    // One fault never hides behind complaints about what is well.
    if (!('policies' in fault)) expect(findings).toHaveLength(1);
  });

  it('finds a test key where real money is owed', async () => {
    const secrets = Object.fromEntries(Object.entries(healthy().secrets).map(([name, value]) => [name.replace('/shop/', '/prod/'), value]));
    expect(await look({ ...healthy(), stage: 'prod', secrets })).toEqual([
      expect.stringMatching(/^Stripe key mode: .*test key.* → put the live key/),
    ]);
  });

  it('goes on when one question is refused, and never shows a value', async () => {
    const findings = await look({
      ...healthy(),
      bootstrap: named('AccessDeniedException'),
      ...secretsWith({ 'redress/shop/stripe': 'hunter-2' }),
    });
    expect(findings).toHaveLength(2);
    expect(findings[0]).toMatch(/^bootstrap: .*AccessDeniedException.* → allow these credentials/);
    expect(findings.join()).not.toContain('hunter-2');
  });
});
