import type { Cloud } from '../../infra/local/cloud.ts';
import { localSecrets } from '../../infra/local/services/secrets.ts';

const address = /[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/i;
const signedToken = /eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{20,}/;

/** One text that left the system, and where it was found. */
export interface Left {
  readonly where: string;
  readonly text: string;
}

/** What must be in none of them: by name, so that a finding says what it is without showing it. */
export interface Secrets {
  readonly taskTokens: readonly string[];
  readonly bearerTokens: readonly string[];
}

/** The task tokens that the engine gave out, also those that are used up: they stand in its history. */
export function taskTokensOf(cloud: Cloud): string[] {
  const open = cloud.store.db.prepare('SELECT token FROM tokens').all();
  const past = cloud.workflows.executions.list(undefined).flatMap((execution) => tokensIn(JSON.stringify(execution.history)));
  return [...new Set([...open.map(({ token }) => String(token)), ...past])];
}

function tokensIn(history: string): string[] {
  return [...history.matchAll(/taskToken\\*":\\*"([^"\\]{16,})/g)].map((match) => match[1]!);
}

/** Everything that other people or systems may read: mails, Slack, Connect, webhooks, logs, events. */
export function leftOf({ fakes, logs, bus }: Cloud): Left[] {
  const each = (where: string, all: readonly unknown[]): Left[] => all.map((one) => ({ where, text: JSON.stringify(one) }));
  return [
    ...each('a mail', fakes.mail.mails()),
    ...each('a Slack message', fakes.slack.all()),
    ...each('a Connect call', fakes.connect.all()),
    ...each('a webhook', fakes.webhooks.all()),
    ...each('a log line', logs.all()),
    ...each('an event', bus.all()),
  ];
}

/** What was found where it must not be; a finding names the kind, not the secret. */
export function leaks(left: readonly Left[], { taskTokens, bearerTokens }: Secrets): string[] {
  const wanted: [kind: string, isIn: (text: string) => boolean][] = [
    ['a task token', (text) => taskTokens.some((token) => text.includes(token))],
    ['a bearer token', (text) => signedToken.test(text) || bearerTokens.some((token) => text.includes(token))],
    ...localSecrets.map((secret): [string, (text: string) => boolean] => ['a secret', (text) => text.includes(secret)]),
  ];
  return left.flatMap(({ where, text }) => [
    ...wanted.filter(([, isIn]) => isIn(text)).map(([kind]) => `${kind} in ${where}: ${text.slice(0, 120)}`),
    ...(where === 'a log line' && address.test(text) ? [`an address in a log line: ${text.replace(address, '…').slice(0, 200)}`] : []),
  ]);
}
