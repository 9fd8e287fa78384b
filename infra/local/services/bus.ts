import type { Chance } from '../chance.ts';
import type { SystemClock } from '../clock.ts';
import type { Fault } from '../fault-modes.ts';
import { serviceError } from '../service-error.ts';
import type { Store } from '../store.ts';
import type { RuleModel } from '../template/model.ts';
import { PLACE } from '../template/place.ts';
import { matches } from './event-pattern.ts';
import type { Targets } from './targets.ts';

/** An event as rules and targets see it. */
export interface BusEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

interface Entry {
  readonly EventBusName?: string;
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  readonly Resources?: string[];
  readonly Time?: Date;
}

/** The event buses: an event and its deliveries to come are written together. */
export class Bus {
  private readonly of: {
    store: Store;
    clock: SystemClock;
    chance: Chance;
    buses: readonly string[];
    rules: readonly RuleModel[];
    targets: Targets;
  };

  constructor(of: Bus['of']) {
    this.of = of;
  }

  /** The client's PutEvents; entries that are wrong fail alone. */
  putEvents(input: Record<string, unknown>, twist?: Fault): object {
    const entries = (input.Entries ?? []) as Entry[];
    if (entries.length < 1 || entries.length > 10)
      throw serviceError('ValidationException', `PutEvents takes 1 to 10 entries, not ${entries.length}`);
    const Entries = this.of.store.transaction(() => entries.map((entry) => this.put(entry, twist)));
    return { FailedEntryCount: Entries.filter(({ ErrorCode }) => ErrorCode !== undefined).length, Entries };
  }

  /** Puts an event made here, such as a status change of an execution; joins the transaction under way. */
  announce(
    bus: string,
    event: { source: string; detailType: string; detail: unknown; resources?: readonly string[]; at?: number },
    twist?: Fault,
  ): string {
    const { store, clock } = this.of;
    const id = this.newId();
    const body: BusEvent = {
      version: '0',
      id,
      'detail-type': event.detailType,
      source: event.source,
      account: PLACE.account,
      time: new Date(event.at ?? clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
      region: PLACE.region,
      resources: event.resources ?? [],
      detail: event.detail,
    };
    store.db.prepare('INSERT INTO bus_events (at, bus, body) VALUES (?, ?, ?)').run(clock.now(), bus, JSON.stringify(withoutPeople(body)));
    const times = twist?.mode === 'lose' ? 0 : twist?.mode === 'duplicate' ? 2 : 1;
    for (const rule of this.of.rules) {
      if (rule.bus !== bus || rule.pattern === undefined || !matches(rule.pattern, body)) continue;
      for (let delivery = 0; delivery < times; delivery += 1) this.of.targets.deliver(rule, body);
    }
    return id;
  }

  /** Every event so far, oldest first. */
  all(): unknown[] {
    return this.of.store.db
      .prepare('SELECT at, bus, body FROM bus_events ORDER BY id')
      .all()
      .map(({ at, bus, body }) => {
        const envelope = JSON.parse(String(body)) as { 'detail-type': string };
        return { at: new Date(Number(at)).toISOString(), bus, detailType: envelope['detail-type'], ...envelope };
      });
  }

  private put(entry: Entry, twist: Fault | undefined): { EventId?: string; ErrorCode?: string; ErrorMessage?: string } {
    const bus = (entry.EventBusName ?? 'default').split('/').at(-1) ?? 'default';
    if (!this.of.buses.includes(bus)) throw serviceError('ResourceNotFoundException', `Event bus ${bus} does not exist.`);
    if (!entry.Source || !entry.DetailType || entry.Detail === undefined)
      return { ErrorCode: 'InvalidArgument', ErrorMessage: 'Source, DetailType and Detail are required.' };
    let detail: unknown;
    try {
      detail = JSON.parse(entry.Detail);
    } catch {
      return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
    }
    const at = entry.Time === undefined ? {} : { at: entry.Time.getTime() };
    return {
      EventId: this.announce(
        bus,
        { source: entry.Source, detailType: entry.DetailType, detail, resources: entry.Resources ?? [], ...at },
        twist,
      ),
    };
  }

  private newId(): string {
    const hex = this.of.chance.bytes(16).toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}

/** What the list of events keeps: a shop tells of its customers on the bus, which delivers that and remembers nothing. */
function withoutPeople(event: BusEvent): BusEvent {
  const { detail } = event;
  if (event.source === 'redress' || typeof detail !== 'object' || detail === null || Array.isArray(detail)) return event;
  return { ...event, detail: Object.fromEntries(Object.entries(detail).filter(([name]) => !['email', 'name', 'phone'].includes(name))) };
}
