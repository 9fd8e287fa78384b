import { createHmac, timingSafeEqual } from 'node:crypto';

const toleranceSeconds = 300;

/**
 * Is the header `t=<seconds since 1970>,v1=<hex HMAC-SHA256 of "t.body">` right for these bytes? Signed up to five minutes ago or
 * ahead; one of several `v1` is enough, so that a secret can be changed; compared in constant time.
 */
export function isSigned(body: string, header: string | undefined, secret: string, now: Date): boolean {
  const parts = (header ?? '').split(',').map((part) => part.trim());
  const time = parts.find((part) => /^t=\d{1,12}$/.test(part))?.slice(2);
  if (time === undefined || Math.abs(now.getTime() / 1000 - Number(time)) > toleranceSeconds) return false;
  const expected = createHmac('sha256', secret).update(`${time}.${body}`).digest();
  return parts
    .filter((part) => /^v1=[0-9a-f]{64}$/i.test(part))
    .map((part) => timingSafeEqual(Buffer.from(part.slice(3), 'hex'), expected))
    .includes(true);
}

/** The header that signs what we send: `t=<seconds since 1970>,v1=<hex HMAC-SHA256 of "t.body">`, as carriers sign what they send us. */
export function signatureOf(body: string, secret: string, now: Date): string {
  const time = Math.floor(now.getTime() / 1000);
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
}
