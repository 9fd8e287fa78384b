import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebClient } from '@slack/web-api';
import { afterEach, describe, expect, it } from 'vitest';
import { ChannelRefused, ChannelUnavailable } from '../../../domain/errors.ts';
import { slackApi } from '../../../functions/adapters/slack.ts';

let server: Server | undefined;
afterEach(() => server?.close());

/** Slack's web API as it answers once: with a status, headers and a body. */
async function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const seen: { path: string; form: URLSearchParams; authorization: string | undefined }[] = [];
  server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += part;
    seen.push({ path: request.url ?? '', form: new URLSearchParams(text), authorization: request.headers.authorization });
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const slackApiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  const client = new WebClient('xoxb-test', { slackApiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true });
  return { slack: slackApi(async () => client), seen };
}
const words = { text: 'Refund of £1.00', blocks: [] };

it('posts what is written and lets Slack read nothing else into it', async () => {
  const { slack, seen } = await answering(200, { ok: true, channel: 'D1', ts: '1.2' });
  expect(await slack.post('U1', words)).toEqual({ channel: 'D1', ts: '1.2' });
  const [call] = seen;
  expect(call).toMatchObject({ path: '/api/chat.postMessage', authorization: 'Bearer xoxb-test' });
  expect(Object.fromEntries(call!.form)).toMatchObject({ mrkdwn: 'false', parse: 'none', link_names: 'false', unfurl_links: 'false' });
});

describe('an error of Slack’s', () => {
  it.each<[string, number, unknown, Record<string, string>, object]>([
    [
      '429 with Retry-After',
      429,
      { ok: false, error: 'ratelimited' },
      { 'retry-after': '17' },
      { name: 'ChannelUnavailable', retryAfterSeconds: 17 },
    ],
    ['ratelimited in the body', 200, { ok: false, error: 'ratelimited' }, {}, { name: 'ChannelUnavailable', retryAfterSeconds: 60 }],
    ['internal_error', 200, { ok: false, error: 'internal_error' }, {}, { name: 'ChannelUnavailable', retryAfterSeconds: undefined }],
    ['503', 503, {}, {}, { name: 'ChannelUnavailable', retryAfterSeconds: undefined }],
    ['channel_not_found', 200, { ok: false, error: 'channel_not_found' }, {}, { name: 'ChannelRefused', message: 'channel_not_found' }],
    ['message_not_found', 200, { ok: false, error: 'message_not_found' }, {}, { name: 'ChannelRefused', message: 'message_not_found' }],
  ])('%s becomes what we can do about it', async (_, status, body, headers, expected) => {
    const { slack } = await answering(status, body, headers);
    await expect(slack.update({ channel: 'D1', ts: '1.2' }, words)).rejects.toMatchObject(expected);
  });

  it('is one to wait for when nobody answers', async () => {
    const client = new WebClient('xoxb-test', { slackApiUrl: 'http://127.0.0.1:9/api/', retryConfig: { retries: 0 } });
    const asked = slackApi(async () => client).openModal('t', { type: 'modal', title: { type: 'plain_text', text: 'x' }, blocks: [] });
    await expect(asked).rejects.toBeInstanceOf(ChannelUnavailable);
    await expect(asked).rejects.not.toBeInstanceOf(ChannelRefused);
  });
});
