import * as nodeCrypto from 'node:crypto';
import type { Chance } from '../chance.ts';

type Integers = [max: number] | [min: number, max: number];

/** `node:crypto` and the global `crypto` with their randomness drawn from `chance`; everything else is real. */
export function shadowCrypto(chance: Chance): { module: typeof nodeCrypto; global: Crypto } {
  const randomUUID = (): nodeCrypto.UUID => {
    const bytes = chance.bytes(16);
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = bytes.toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  };
  const fill = <T extends ArrayBufferView>(view: T): T => {
    chance.bytes(view.byteLength).copy(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
    return view;
  };
  const randomInt = (...bounds: Integers): number => {
    const [min, max] = bounds.length === 1 ? [0, bounds[0]] : bounds;
    return min + Math.floor(chance.next() * (max - min));
  };
  const randomBytes = (size: number, callback?: (error: null, bytes: Buffer) => void): Buffer | undefined => {
    const bytes = chance.bytes(size);
    if (callback === undefined) return bytes;
    callback(null, bytes);
    return undefined;
  };
  const web = new Proxy(nodeCrypto.webcrypto, {
    get: (target, key) => {
      if (key === 'randomUUID') return randomUUID;
      if (key === 'getRandomValues') return fill;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const replaced = { randomBytes, randomUUID, randomInt, randomFillSync: fill, getRandomValues: fill, webcrypto: web };
  const module = { ...nodeCrypto, ...replaced } as unknown as typeof nodeCrypto;
  return { module, global: web as unknown as Crypto };
}
