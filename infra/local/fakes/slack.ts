import type { SystemClock } from '../clock.ts';
import type { Fault } from '../fault-modes.ts';
import type { Store } from '../store.ts';
import { Recorder } from './recorder.ts';

/** An answer over HTTP, with its headers. */
export interface SlackAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Input = Readonly<Record<string, unknown>>;

const said = (error: string): SlackAnswer => ({ status: 200, body: { ok: false, error } });
/** Arguments that travel as JSON inside the form. */
const structured = new Set(['blocks', 'view', 'attachments', 'metadata']);
const flags = new Set(['mrkdwn', 'link_names', 'unfurl_links', 'unfurl_media']);

/** Slack's web API as far as we use it; whatever it is told is kept. Errors as https://docs.slack.dev/reference/methods documents them. */
export class SlackFake {
  private readonly store: Store;
  private readonly clock: SystemClock;
  private readonly recorder: Recorder;

  constructor(store: Store, clock: SystemClock) {
    this.store = store;
    this.clock = clock;
    this.recorder = new Recorder('slack', store, clock);
  }

  /** Everything that was asked, oldest first. */
  all(): readonly { readonly at: string; readonly operation: string; readonly input: Input }[] {
    return this.recorder.all() as { at: string; operation: string; input: Input }[];
  }

  /** One call of the web API: a form, or JSON. */
  perform(operation: string, authorization: string | null, input: Input, twist?: Fault): SlackAnswer {
    if (!/^Bearer xoxb-/.test(authorization ?? '')) return said(authorization === null ? 'not_authed' : 'invalid_auth');
    const answer = this.answer(operation, input);
    if (twist?.mode !== 'lose') this.recorder.record(operation, { ...input, ...(answer.keep ?? {}) });
    return answer;
  }

  /** A post to a hook that an interaction named. */
  hook(url: string, body: unknown): SlackAnswer {
    this.recorder.record('response_url', { url, ...(body as object) });
    return { status: 200, body: { ok: true } };
  }

  private answer(operation: string, input: Input): SlackAnswer & { readonly keep?: Input } {
    const channel = String(input.channel ?? '');
    switch (operation) {
      case 'auth.test':
        return {
          status: 200,
          body: { ok: true, url: 'https://local.slack.com/', team_id: 'T0LOCAL', user_id: 'U0BOT', bot_id: 'B0LOCAL' },
          headers: { 'x-oauth-scopes': 'chat:write,commands' },
        };
      case 'chat.postMessage': {
        if (!/^[CDGU][A-Z0-9]+$/.test(channel)) return said('channel_not_found');
        if (!input.text && !input.blocks) return said('no_text');
        // A user's id opens their direct messages.
        const place = { channel: channel.replace(/^U/, 'D'), ts: this.nextTs() };
        return { status: 200, body: { ok: true, ...place, message: { text: input.text } }, keep: { ts: place.ts } };
      }
      case 'chat.update':
        return this.stands(channel, String(input.ts))
          ? { status: 200, body: { ok: true, channel, ts: input.ts } }
          : said('message_not_found');
      case 'chat.postEphemeral':
        return channel ? { status: 200, body: { ok: true, message_ts: this.nextTs() } } : said('channel_not_found');
      case 'views.open':
        if (!input.trigger_id) return said('invalid_trigger_id');
        return String(input.trigger_id).startsWith('expired')
          ? said('expired_trigger_id')
          : { status: 200, body: { ok: true, view: { id: 'V0LOCAL' } } };
      default:
        return said('unknown_method');
    }
  }

  private stands(channel: string, ts: string): boolean {
    return this.all().some(
      ({ operation, input }) => operation === 'chat.postMessage' && input.ts === ts && String(input.channel).replace(/^U/, 'D') === channel,
    );
  }

  /** Seconds and six digits, unlike any before. */
  private nextTs(): string {
    const { made } = this.store.db.prepare("SELECT count(*) AS made FROM recordings WHERE channel = 'slack'").get() as { made: number };
    return `${Math.floor(this.clock.now() / 1000)}.${String(made + 1).padStart(6, '0')}`;
  }
}

/** The arguments of a call, with what travels as text given back its form. */
export function slackInput(contentType: string, text: string): Input {
  if (contentType.startsWith('application/json')) return JSON.parse(text) as Input;
  return Object.fromEntries([...new URLSearchParams(text)].map(([name, value]) => [name, restored(name, value)]));
}

function restored(name: string, value: string): unknown {
  if (structured.has(name)) return JSON.parse(value);
  return flags.has(name) ? value === 'true' : value;
}
