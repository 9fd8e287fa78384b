import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { secrets } from '../runtime/clients.ts';

const kept = new Map<string, { value: string; until: number }>();

/** A secret's text by its name, kept for five minutes so that a rotated one is picked up. */
export async function secret(name: string): Promise<string> {
  const known = kept.get(name);
  if (known && known.until > Date.now()) return known.value;
  const { SecretString } = await secrets().send(new GetSecretValueCommand({ SecretId: name }));
  if (!SecretString) throw new Error(`the secret ${name} is empty: put the provider's key there`);
  kept.set(name, { value: SecretString, until: Date.now() + 300_000 });
  return SecretString;
}
