import { createCipheriv, createDecipheriv } from 'node:crypto';
import * as z from 'zod';
import { newNonce } from '../runtime/random.ts';

/** A locked text: nonce, text and tag of AES-256-GCM, each in base64. */
export const LockedBox = z.strictObject({ nonce: z.base64(), text: z.base64(), tag: z.base64() });
export type LockedBox = z.infer<typeof LockedBox>;

/** Locks a text. `place` is what it belongs to: a box that was carried elsewhere does not open. */
export function lock(text: string, key: Buffer, place: string): LockedBox {
  const nonce = newNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  const locked = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const [a, b, c] = [nonce, locked, cipher.getAuthTag()].map((bytes) => bytes.toString('base64'));
  return { nonce: a!, text: b!, tag: c! };
}

/** Opens a box. Throws for another key, another place or a box that was changed. */
export function unlock({ nonce, text, tag }: LockedBox, key: Buffer, place: string): string {
  const bytes = (base64: string) => Buffer.from(base64, 'base64');
  const opener = createDecipheriv('aes-256-gcm', key, bytes(nonce), { authTagLength: 16 })
    .setAAD(Buffer.from(place))
    .setAuthTag(bytes(tag));
  return Buffer.concat([opener.update(bytes(text)), opener.final()]).toString('utf8');
}
