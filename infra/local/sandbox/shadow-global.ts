/** A global object of a bundle's own: its members come first, what it sets stays with it, the rest is the host's. */
export function shadowGlobal(members: Record<PropertyKey, unknown>): Record<PropertyKey, unknown> {
  const own: Record<PropertyKey, unknown> = { ...members };
  const shadow: Record<PropertyKey, unknown> = new Proxy(own, {
    get: (target, key) => {
      if (key === 'globalThis' || key === 'global') return shadow;
      return key in target ? target[key] : Reflect.get(globalThis, key);
    },
    has: (target, key) => key in target || key in globalThis,
  });
  return shadow;
}
