import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject, sign } from 'node:crypto';
import { readMeta, writeMeta } from '../schema.ts';
import type { Store } from '../store.ts';

const KID = 'local-1';
const META = 'poolKey';
// Making a key takes a tenth of a second: one does for every local cloud of this process.
let made: string | undefined;

/** The RSA key by which the local user pools sign, kept with the store so that a token survives a restart. */
export class PoolKeys {
  private readonly store: Store;
  private loaded: KeyObject | undefined;

  constructor(store: Store) {
    this.store = store;
  }

  /** A JSON web token, RS256 (RFC 7515). */
  sign(claims: object): string {
    const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
    const signed = `${encoded({ kid: KID, alg: 'RS256' })}.${encoded(claims)}`;
    return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), this.key()).toString('base64url')}`;
  }

  /** The public half, as a JSON web key set (RFC 7517). */
  published(): { keys: JsonWebKey[] } {
    return { keys: [{ ...createPublicKey(this.key()).export({ format: 'jwk' }), kid: KID, alg: 'RS256', use: 'sig' }] };
  }

  private key(): KeyObject {
    this.loaded ??= createPrivateKey(readMeta(this.store, META) ?? this.make());
    return this.loaded;
  }

  private make(): string {
    made ??= generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    }).privateKey;
    writeMeta(this.store, META, made);
    return made;
  }
}
