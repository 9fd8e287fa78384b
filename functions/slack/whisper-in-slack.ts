import * as z from 'zod';
import { ChannelRefused, ChannelUnavailable } from '../../domain/errors.ts';
import { type Slack, slack } from '../adapters/slack.ts';
import { log } from '../runtime/logger.ts';
import { task } from '../runtime/task.ts';
import { inertMrkdwn } from './plain-words.ts';

interface Deps {
  readonly slack: Pick<Slack, 'whisper'>;
  fetch: typeof fetch;
}

/** Slack's own host for answers; a form that names another one is not believed. */
const isSlackHook = (url: string): boolean =>
  URL.canParse(url) && new URL(url).origin === 'https://hooks.slack.com' && !new URL(url).username;

/** Tells one user, and nobody else, why their press changed nothing. Where the press does not say a hook of Slack's, the channel is used. */
export const { handler, run } = task({
  input: z.object({
    user: z.string(),
    channel: z.string().optional(),
    responseUrl: z.string().optional(),
    text: z.string(),
  }),
  output: z.object({ told: z.enum(['hook', 'channel', 'nobody']) }),
  connect: (): Deps => ({ slack: slack(), fetch: globalThis.fetch }),
  run: async ({ user, channel, responseUrl, text }, deps) => {
    const words = inertMrkdwn(text, 2000);
    if (responseUrl !== undefined && isSlackHook(responseUrl)) {
      await answerAt(responseUrl, words, deps.fetch);
      return { told: 'hook' as const };
    }
    if (responseUrl !== undefined) log('webhook refused', { error: 'response-url' });
    if (channel === undefined) return { told: 'nobody' as const };
    try {
      await deps.slack.whisper(channel, user, words);
      return { told: 'channel' as const };
    } catch (error) {
      if (!(error instanceof ChannelRefused)) throw error;
      log('slack refused', { error: error.message });
      return { told: 'nobody' as const };
    }
  },
});

async function answerAt(url: string, text: string, call: typeof fetch): Promise<void> {
  const body = JSON.stringify({ response_type: 'ephemeral', replace_original: false, text });
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(8000),
  } as const;
  const answer = await call(url, request).catch((cause: unknown) => {
    throw new ChannelUnavailable('Slack did not answer', { cause });
  });
  if (answer.status === 429 || answer.status >= 500) throw new ChannelUnavailable(`Slack answered ${answer.status}`);
  if (!answer.ok) log('slack refused', { error: `hook-${answer.status}` });
}
