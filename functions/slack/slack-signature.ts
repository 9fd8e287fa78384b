import { createHmac, timingSafeEqual } from 'node:crypto';

const toleranceSeconds = 300;

/**
 * Did Slack sign exactly these bytes within five minutes of now, before or after? `X-Slack-Signature: v0=<hex>` is the HMAC-SHA256 of
 * `v0:<X-Slack-Request-Timestamp>:<raw body>` under the app's signing secret; one of `secrets` is enough, so that it can be changed.
 * A header sent twice arrives joined by a comma, and fits no more. Source: https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function isSignedBySlack(
  rawBody: string,
  { timestamp, signature }: { readonly timestamp: string | undefined; readonly signature: string | undefined },
  secrets: readonly string[],
  now: Date,
): boolean {
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > toleranceSeconds) return false;
  if (signature === undefined || !/^v0=[0-9a-f]{64}$/.test(signature)) return false;
  const given = Buffer.from(signature.slice(3), 'hex');
  return secrets
    .map((secret) => timingSafeEqual(given, createHmac('sha256', secret).update(`v0:${timestamp}:${rawBody}`).digest()))
    .includes(true);
}
