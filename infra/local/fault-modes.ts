/** What can go wrong where. A combination that is not listed makes no sense, and asking for it is refused. */
export const FAULT_MODES = {
  payments: 'refuse throttle conflict timeout-before timeout-after kill-before kill-after duplicate lose pending'.split(' '),
  mail: 'refuse throttle timeout-before timeout-after kill-before kill-after lose'.split(' '),
  slack: 'refuse throttle timeout-before timeout-after kill-before kill-after lose'.split(' '),
  connect: 'refuse throttle timeout-before timeout-after kill-before kill-after lose'.split(' '),
  webhooks: 'refuse throttle timeout-before timeout-after kill-before kill-after lose'.split(' '),
  table: 'refuse throttle conflict timeout-before timeout-after kill-before kill-after duplicate'.split(' '),
  bus: 'refuse throttle timeout-before timeout-after kill-before kill-after duplicate lose'.split(' '),
  functions: 'refuse throttle timeout-before timeout-after kill-before kill-after duplicate'.split(' '),
  states: 'refuse throttle timeout-before timeout-after kill-before kill-after duplicate'.split(' '),
  secrets: 'refuse throttle timeout-before timeout-after kill-before kill-after'.split(' '),
  userPools: 'refuse throttle timeout-before timeout-after kill-before kill-after'.split(' '),
  uploads: 'refuse throttle timeout-before timeout-after kill-before kill-after'.split(' '),
  clock: ['skew'],
} as const satisfies Record<string, readonly string[]>;

export type FaultService = keyof typeof FAULT_MODES;

/**
 * A fault to come. It strikes the next `count` matching calls (without a count all of them), for `seconds` at most; with a `seed` each
 * matching call is struck by an even chance drawn from it. `operation` is an operation of the service (`TransactWriteItems`), or the name
 * of a function (`functions`, `clock`) or workflow; `effect` is one line of `/local/effects.json`. With `skew`, `seconds` is how far the
 * function's clock is off, and `count` is how many invocations see it.
 */
export interface Fault {
  readonly service: FaultService;
  readonly mode: string;
  readonly operation?: string;
  readonly effect?: string;
  readonly count?: number;
  readonly seconds?: number;
  readonly seed?: number;
}

const MEMBERS = ['service', 'mode', 'operation', 'effect', 'count', 'seconds', 'seed'];

/** Reads a fault from a request's body; answers with pointers to what is wrong instead of throwing. */
export function readFault(body: unknown): { fault: Fault } | { errors: { pointer: string; message: string }[] } {
  const members = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const errors: { pointer: string; message: string }[] = [];
  const wrong = (pointer: string, message: string) => errors.push({ pointer: `/${pointer}`, message });
  const effect = members.effect;
  const service = members.service ?? (typeof effect === 'string' ? effect.split('/')[1] : undefined);
  for (const name of Object.keys(members)) if (!MEMBERS.includes(name)) wrong(name, `is not known; a fault has ${MEMBERS.join(', ')}`);
  const modes: readonly string[] | undefined = FAULT_MODES[service as FaultService];
  if (modes === undefined) wrong('service', `must be one of ${Object.keys(FAULT_MODES).join(', ')}`);
  else if (!modes.includes(String(members.mode))) wrong('mode', `${String(service)} can ${modes.join(', ')}`);
  for (const name of ['operation', 'effect']) {
    if (members[name] !== undefined && typeof members[name] !== 'string') wrong(name, 'must be a text');
  }
  if (members.count !== undefined && !(Number.isInteger(members.count) && Number(members.count) >= 1))
    wrong('count', 'must be a whole number of at least 1');
  for (const name of ['seconds', 'seed']) {
    if (members[name] !== undefined && !Number.isFinite(members[name])) wrong(name, 'must be a number');
  }
  if (members.mode === 'skew' && members.seconds === undefined) wrong('seconds', 'says how far the clock is off');
  return errors.length > 0 ? { errors } : { fault: { ...members, service } as unknown as Fault };
}
