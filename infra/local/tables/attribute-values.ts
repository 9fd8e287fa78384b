/** One value as it is stored: DynamoDB's JSON, with binaries in base64. */
export type StoredValue = Record<string, unknown>;

/** One item as it is stored. */
export type StoredItem = Record<string, StoredValue>;

/** Copies an SDK input into stored form: binaries become base64, absent members disappear, nothing is shared with the caller. */
export function toStored(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  if (Array.isArray(value)) return value.map(toStored);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) if (member !== undefined) copy[name] = toStored(member);
  return copy;
}

const bytes = (base64: unknown) => new Uint8Array(Buffer.from(String(base64), 'base64'));

/** Copies a stored answer into the form that the SDK returns: base64 becomes bytes, every object gets an ordinary prototype. */
export function fromStored(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromStored);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const names = Object.keys(value);
  const source = value as Record<string, unknown>;
  // An attribute may itself be called B; only a value holds a bare string or a list of strings under that one name.
  if (names.length === 1 && typeof source.B === 'string') return { B: bytes(source.B) };
  if (names.length === 1 && Array.isArray(source.BS)) return { BS: source.BS.map(bytes) };
  const copy: Record<string, unknown> = {};
  for (const name of names) if (source[name] !== undefined) copy[name] = fromStored(source[name]);
  return copy;
}

const sets = new Set(['SS', 'NS', 'BS']);

function sameMember(type: string, one: unknown, other: unknown): boolean {
  if (type === 'M') return sameItem(one as StoredItem, other as StoredItem);
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  if (one.length !== other.length) return false;
  if (sets.has(type)) return one.every((member) => other.includes(member));
  return one.every((member, index) => sameValue(member, other[index]));
}

function sameValue(one: StoredValue | undefined, other: StoredValue | undefined): boolean {
  const type = one && Object.keys(one)[0];
  if (!one || !other || type === undefined || !(type in other)) return false;
  return sameMember(type, one[type], other[type]);
}

/** Whether two items are equal, whatever the order of their attributes and of the members of their sets. */
export function sameItem(one: StoredItem, other: StoredItem): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => sameValue(one[name], other[name]));
}
