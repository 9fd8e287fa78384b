/** A `Date` whose present is `now`; everything else is the real one's. */
export function shadowDate(now: () => number): DateConstructor {
  const shadow: DateConstructor = new Proxy(Date, {
    // `called` is the shadow itself, or a subclass of it.
    construct: (target, args: unknown[], called) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, called === shadow ? target : called) as object,
    apply: () => new Date(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
  return shadow;
}
