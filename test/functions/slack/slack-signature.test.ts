import { expect, it } from 'vitest';
import { isSignedBySlack } from '../../../functions/slack/slack-signature.ts';

// The example of Slack's own page: https://docs.slack.dev/authentication/verifying-requests-from-slack
const secret = '8f742231b10e8888abcd99yyyzzz85a5';
const body =
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
const timestamp = '1531420618';
const signature = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503';
const at = (seconds: number) => new Date((Number(timestamp) + seconds) * 1000);
const given = { timestamp, signature };

it('believes the example that Slack documents', () => {
  expect(isSignedBySlack(body, given, [secret], at(0))).toBe(true);
  expect(isSignedBySlack(body, given, ['another', secret], at(0))).toBe(true);
});

it.each<[string, string, { timestamp: string | undefined; signature: string | undefined }, number]>([
  ['300.5 seconds late', body, given, 300.5],
  ['300.5 seconds early', body, given, -300.5],
  ['another byte', body.replace('foobar', 'foobaz'), given, 0],
  ['no signature', body, { timestamp, signature: undefined }, 0],
  ['no timestamp', body, { timestamp: undefined, signature }, 0],
  ['a timestamp that is none', body, { timestamp: '15314206e8', signature }, 0],
  ['capitals', body, { timestamp, signature: signature.toUpperCase() }, 0],
  ['half a signature', body, { timestamp, signature: signature.slice(0, 40) }, 0],
  ['a signature twice', body, { timestamp, signature: `${signature},${signature}` }, 0],
  ['another version', body, { timestamp, signature: signature.replace('v0', 'v1') }, 0],
])('does not believe %s', (_, text, headers, seconds) => {
  expect(isSignedBySlack(text, headers, [secret], at(seconds))).toBe(false);
});

it('believes up to 300 seconds on both sides', () => {
  expect([-300, 300].map((seconds) => isSignedBySlack(body, given, [secret], at(seconds)))).toEqual([true, true]);
});
