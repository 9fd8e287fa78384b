import { createHash } from 'node:crypto';
import { type Chance, seededChance } from '../../infra/local/chance.ts';
import type { MortalCloud } from './mortal-cloud.ts';
import type { People } from './patient-people.ts';

interface Fault {
  readonly effect?: string;
  readonly mode: string;
}

/** Where and when the process is killed, all of it drawn from one seed. */
export interface Reaper {
  /** Every kill so far, as `kill-after DecideReturn/table/TransactWriteItems` or `at 312 ms`. */
  readonly kills: string[];
  /** Lives and kills the process until enough kills are made. Throws when a place is not come by within `patience`. */
  reap(): Promise<void>;
}

const place = ({ mode, effect }: Fault) => `${mode} ${effect}`;
/** Nothing has changed when one of these was answered; before and after are the same moment. */
const reads = /\/(Get|Query|BatchGet|Read|Describe)/;

/** Places planted at once: a life meets whichever comes first. */
const AT_ONCE = 6;

export interface Appetite {
  readonly seed: number;
  /** Kills at places: all that the list of effects gives, or no more than this. */
  readonly places?: number;
  /** Kills at moments. */
  readonly moments: number;
  /** Seconds without a death, after which a place counts as never come by. */
  readonly patience: number;
}

export function reaper(cloud: MortalCloud, people: People, appetite: Appetite): Reaper {
  const chance = seededChance(appetite.seed);
  const kills: string[] = [];
  const struck = new Set<string>();

  const pending = async (): Promise<string[]> => {
    const { body } = await people.raw('GET', '/local/faults.json');
    return (body as unknown as Fault[]).filter(({ effect }) => effect !== undefined).map(place);
  };
  /** What is still to be killed at, in this seed's order; effects that were first seen in the meantime come along. */
  const wanted = async (): Promise<Fault[]> => {
    if (struck.size >= (appetite.places ?? Number.POSITIVE_INFINITY)) return [];
    const { body } = await people.raw('GET', '/local/effects.json');
    const all = (body as unknown as { effect: string }[]).flatMap(({ effect }) => [
      { effect, mode: 'kill-after' },
      ...(reads.test(effect) ? [] : [{ effect, mode: 'kill-before' }]),
    ]);
    const turn = (fault: Fault) => turnOf(place(fault), appetite.seed);
    return all.filter((fault) => !struck.has(place(fault))).sort((one, other) => turn(one) - turn(other));
  };

  let planted: string[] = [];
  /** Notes what struck since the last life, and plants the next places; false when none are left. */
  const plant = async (): Promise<boolean> => {
    const left = await pending();
    for (const gone of planted.filter((one) => !left.includes(one))) {
      struck.add(gone);
      kills.push(gone);
    }
    planted = left;
    const room = Math.min(AT_ONCE, (appetite.places ?? Number.POSITIVE_INFINITY) - struck.size);
    for (const fault of (await wanted()).filter((each) => !left.includes(place(each))).slice(0, Math.max(room - left.length, 0))) {
      const { status, body: refused } = await people.raw('POST', '/local/faults', fault);
      if (status !== 200) throw new Error(`${place(fault)} cannot be planted: ${JSON.stringify(refused)}`);
      planted.push(place(fault));
    }
    return planted.length > 0;
  };

  const deathAtPlace = async () => {
    const hungry = setTimeout(() => void cloud.kill(), appetite.patience * 1000);
    await cloud.dead();
    clearTimeout(hungry);
  };

  const reap = async () => {
    let moments = appetite.moments;
    let starved = 0;
    for (;;) {
      if (!(await cloud.start())) continue;
      const known = struck.size;
      // A kill in the middle of planting: what was planted so far stays.
      const more = await plant().catch((error: unknown) => {
        if (cloud.isDead() || (error as Error).message === 'fetch failed') return undefined;
        throw error;
      });
      starved = struck.size > known || more === undefined ? 0 : starved + 1;
      if (starved > 3) throw new Error(`nobody comes by at ${planted.join(', ')}`);
      if (more === undefined) await cloud.dead();
      else if (moments > 0 && (chance.next() < 0.15 || !more)) {
        moments -= 1;
        starved = 0;
        await killLater(cloud, chance, kills);
      } else if (more) await deathAtPlace();
      else return;
    }
  };
  return { kills, reap };
}

async function killLater(cloud: MortalCloud, chance: Chance, kills: string[]): Promise<void> {
  const wait = Math.floor(chance.next() * 600);
  await Promise.race([cloud.dead(), new Promise((resolve) => setTimeout(resolve, wait))]);
  if (cloud.isDead()) return;
  await cloud.kill();
  kills.push(`at ${wait} ms`);
}

/** A number drawn from the seed for each text, the same whatever else is drawn. */
function turnOf(text: string, seed: number): number {
  return createHash('sha256').update(`${seed} ${text}`).digest().readUInt32BE();
}
