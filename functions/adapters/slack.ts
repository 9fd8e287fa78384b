import type { KnownBlock, ModalView } from '@slack/types';
import { ErrorCode, type Logger, LogLevel, WebClient } from '@slack/web-api';
import { ChannelRefused, ChannelUnavailable } from '../../domain/errors.ts';
import { settings } from '../runtime/settings.ts';
import { slackKeys } from './slack-secret.ts';

/** Where a message stands. */
export interface SlackPlace {
  readonly channel: string;
  readonly ts: string;
}

interface Words {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** Slack. Throws ChannelUnavailable (try again, after `retryAfterSeconds` where Slack says so) and ChannelRefused (its code; do not). */
export interface Slack {
  /** `channel`: a channel's id, or a user's for their direct messages. */
  post(channel: string, words: Words): Promise<SlackPlace>;
  reply(place: SlackPlace, text: string): Promise<void>;
  update(place: SlackPlace, words: Words): Promise<void>;
  openModal(triggerId: string, view: ModalView): Promise<void>;
  /** Only this user sees it. */
  whisper(channel: string, user: string, text: string): Promise<void>;
}

/** What is ours to say is said in a few seconds or later; waiting inside a call would cost more than asking again. */
const patience = { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, timeout: 2500 };
const nothing = (): void => {};
/** The client would print addresses and answers as they are. */
const silent: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};

/** Nothing that we send is formatted, unfurled or linked by Slack beyond what its blocks say. */
const asWritten = { mrkdwn: false, parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false } as const;

export function slackApi(connect: () => Promise<Pick<WebClient, 'chat' | 'views'>>): Slack {
  const ask = async <T>(call: (client: Pick<WebClient, 'chat' | 'views'>) => Promise<T>): Promise<T> => {
    try {
      return await call(await connect());
    } catch (error) {
      throw translate(error);
    }
  };
  return {
    post: async (channel, words) => {
      const { channel: where, ts } = await ask(({ chat }) => chat.postMessage({ channel, ...words, ...asWritten }));
      if (!where || !ts) throw new ChannelUnavailable('Slack took the message without saying where it stands');
      return { channel: where, ts };
    },
    reply: async ({ channel, ts }, text) => {
      await ask(({ chat }) => chat.postMessage({ channel, thread_ts: ts, text, ...asWritten }));
    },
    update: async ({ channel, ts }, words) => {
      await ask(({ chat }) => chat.update({ channel, ts, ...words, parse: 'none', link_names: false }));
    },
    openModal: async (trigger_id, view) => {
      await ask(({ views }) => views.open({ trigger_id, view }));
    },
    whisper: async (channel, user, text) => {
      await ask(({ chat }) => chat.postEphemeral({ channel, user, text, parse: 'none', link_names: false }));
    },
  };
}

/** Errors of Slack's side that pass: https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const passing = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org']);

function translate(error: unknown): unknown {
  const { code, data, retryAfter } = error as { code?: string; data?: { error?: string }; retryAfter?: number };
  if (code === ErrorCode.RateLimitedError)
    return new ChannelUnavailable('Slack asks for patience', { cause: error, retryAfterSeconds: retryAfter });
  if (code === ErrorCode.RequestError || code === ErrorCode.HTTPError)
    return new ChannelUnavailable('Slack did not answer', { cause: error });
  if (code !== ErrorCode.PlatformError) return error;
  const said = data?.error ?? 'unknown';
  if (said === 'ratelimited') return new ChannelUnavailable('Slack asks for patience', { cause: error, retryAfterSeconds: 60 });
  return passing.has(said) ? new ChannelUnavailable(`Slack: ${said}`, { cause: error }) : new ChannelRefused(said, { cause: error });
}

let client: { readonly token: string; readonly client: WebClient } | undefined;

/** The workspace of this stage; a new bot token is picked up when the secret is read anew. */
export function slack(): Slack {
  return slackApi(async () => {
    const { botToken } = await slackKeys();
    if (client?.token !== botToken) {
      const { apiUrl } = settings().slack;
      client = {
        token: botToken,
        client: new WebClient(botToken, { ...patience, logger: silent, ...(apiUrl ? { slackApiUrl: apiUrl } : {}) }),
      };
    }
    return client.client;
  });
}
