/** Fields that only one policy has. */
const telling: Readonly<Record<string, string>> = {
  rules: 'returns',
  reasons: 'returns',
  chains: 'approvals',
  targets: 'sla',
  ladder: 'sla',
};

/** Which policy a document is, told by its fields: a list is people, calendars are objects with a zone. Undefined when nothing tells. */
export function recognisePolicy(body: unknown): string | undefined {
  if (Array.isArray(body)) return 'people';
  if (typeof body !== 'object' || body === null) return undefined;
  const named = Object.keys(body).find((key) => Object.hasOwn(telling, key));
  if (named) return telling[named];
  const entries = Object.values(body) as unknown[];
  return entries.some((entry) => typeof entry === 'object' && entry !== null && 'zone' in entry) ? 'calendars' : undefined;
}
