import { serviceError } from '../service-error.ts';

/** The secrets of the local cloud, by a word in the secret's name. */
const VALUES: readonly [word: string, value: string][] = [
  ['carrier', 'local-carrier-secret'],
  ['escalation', 'local-escalation-secret'],
  ['payments', 'whsec_local'],
  ['slack', JSON.stringify({ botToken: 'xoxb-local', signingSecret: 'local-slack-secret' })],
  ['stripe', 'sk_test_local'],
];

/** The local secrets' values, which nothing but their readers may hold. */
export const localSecrets: readonly string[] = VALUES.flatMap(([, value]) =>
  value.startsWith('{') ? Object.values(JSON.parse(value) as Record<string, string>) : [value],
);

/** Secrets Manager with the published local secrets. Throws ResourceNotFoundException for any other. */
export function performSecret(operation: string, input: Record<string, unknown>): object {
  if (operation !== 'GetSecretValue') throw serviceError('UnknownOperationException', `The local secrets do not know ${operation}`);
  const name = String(input.SecretId);
  const found = VALUES.find(([word]) => name.includes(word));
  if (found === undefined) throw serviceError('ResourceNotFoundException', `Secrets Manager can't find the specified secret: ${name}`);
  return { Name: name, SecretString: found[1], VersionId: 'local' };
}
