import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import type { Stage } from '../../infra/stages.ts';
import type { Clients } from './clients.ts';
import { type Finding, nameOf } from './finding.ts';

const SlackKeys = z.object({ botToken: z.string().startsWith('xoxb-'), signingSecret: z.string().min(16) });
/** The scopes of docs/slack-app-manifest.yaml. */
const slackScopes = ['chat:write', 'commands'];

async function read(name: string, { secrets }: Clients): Promise<string | undefined> {
  try {
    return (await secrets.send(new GetSecretValueCommand({ SecretId: name }))).SecretString || undefined;
  } catch (error) {
    if (nameOf(error) === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

/** The secrets that the stage needs: there, and of the right form. Values are looked at, never shown. */
export async function checkSecrets(stage: Stage, clients: Clients): Promise<Finding[]> {
  const { secrets, payments, escalationUrl } = stage;
  const needed = [
    ...(payments === 'stripe'
      ? [{ name: secrets.stripe, form: /^[sr]k_(test|live)_\w+$/, like: "Stripe's secret key, sk_… or rk_…" }]
      : []),
    ...(payments === 'none'
      ? []
      : [{ name: secrets.payments, form: /^whsec_\w+$/, like: "the signing secret of Stripe's webhook, whsec_…" }]),
    { name: secrets.carrier, form: /^\S{16,}$/, like: 'a random text of at least 16 letters, shared with the carrier' },
    ...(escalationUrl
      ? [{ name: secrets.escalation, form: /^\S{16,}$/, like: 'a random text of at least 16 letters, shared with whoever hears deadlines' }]
      : []),
  ];
  const findings: Finding[] = [];
  for (const { name, form, like } of needed) {
    const value = await read(name, clients);
    const put = (verb: string): string => `aws secretsmanager ${verb} ${name} --secret-string '…': ${like}`;
    if (value === undefined) findings.push({ about: `secret ${name}`, wrong: 'it is missing or empty', cure: put('create-secret --name') });
    else if (!form.test(value))
      findings.push({ about: `secret ${name}`, wrong: 'it has another form', cure: put('put-secret-value --secret-id') });
    else findings.push(...stripeMode(stage, name, value));
  }
  return findings;
}

/** A stage whose name begins with `prod` or `live` moves real money, every other one must not. */
function stripeMode({ stage, secrets }: Stage, name: string, value: string): Finding[] {
  if (name !== secrets.stripe) return [];
  const real = /^(prod|live)/.test(stage);
  if (real === value.includes('_live_')) return [];
  return real
    ? [
        {
          about: 'Stripe key mode',
          wrong: `the stage ${stage} has a test key: refunds would move no money`,
          cure: `put the live key into ${name}`,
        },
      ]
    : [
        {
          about: 'Stripe key mode',
          wrong: `the stage ${stage} has a live key: a try-out would move real money`,
          cure: `put a test key into ${name}`,
        },
      ];
}

/** Slack's keys, whether Slack takes them, whose they are and what they may do. */
export async function checkSlack({ slack, secrets }: Stage, clients: Clients): Promise<Finding[]> {
  if (!slack) return [];
  const about = 'Slack';
  const value = await read(secrets.slack, clients);
  const keys = SlackKeys.safeParse(json(value)).data;
  if (!keys)
    return [
      {
        about: `secret ${secrets.slack}`,
        wrong: value === undefined ? 'it is missing or empty' : 'it has another form',
        cure: 'put {"botToken":"xoxb-…","signingSecret":"…"} there; docs/slack.md says where Slack shows them',
      },
    ];
  const api = slack.apiUrl ?? 'https://slack.com/api/';
  const response = await clients.fetch(new URL('auth.test', api.endsWith('/') ? api : `${api}/`), {
    method: 'POST',
    headers: { authorization: `Bearer ${keys.botToken}` },
  });
  const answer = (await response.json()) as { ok: boolean; error?: string; team_id?: string };
  if (!answer.ok)
    return [
      {
        about,
        wrong: `Slack refuses the bot token (${answer.error})`,
        cure: `install the app again and put its new token into ${secrets.slack}`,
      },
    ];
  const findings: Finding[] = [];
  if (answer.team_id !== slack.team)
    findings.push({
      about,
      wrong: `the token is of workspace ${answer.team_id}, slack.team says ${slack.team}`,
      cure: 'correct slack.team in redress.config.ts',
    });
  const granted = (response.headers.get('x-oauth-scopes') ?? '').split(',').map((scope) => scope.trim());
  const lacking = slackScopes.filter((scope) => !granted.includes(scope));
  if (lacking.length > 0)
    findings.push({
      about: 'Slack scopes',
      wrong: `the app lacks ${lacking.join(', ')}`,
      cure: 'add them under "OAuth & Permissions" (docs/slack-app-manifest.yaml has all), then install the app again',
    });
  return findings;
}

function json(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
