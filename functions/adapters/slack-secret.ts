import * as z from 'zod';
import { settings } from '../runtime/settings.ts';
import { secret } from './secret.ts';

const Keys = z.object({
  /** `xoxb-…`, of the app's page "Install App". */
  botToken: z.string().min(1),
  /** Of the app's page "Basic Information". */
  signingSecret: z.string().min(1),
  /** The one before, while Slack may still sign with it. */
  formerSigningSecret: z.string().min(1).optional(),
});
export type SlackKeys = z.infer<typeof Keys>;

/** Slack's keys, from one secret: `{"botToken":"xoxb-…","signingSecret":"…"}`. Throws an Error that says what to put there. */
export async function slackKeys(): Promise<SlackKeys> {
  const { secretName } = settings().slack;
  const text = await secret(secretName);
  try {
    return Keys.parse(JSON.parse(text));
  } catch {
    throw new Error(`the secret ${secretName} is not {"botToken":"xoxb-…","signingSecret":"…"}: put both keys of the Slack app there`);
  }
}
