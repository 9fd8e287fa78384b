import { createHash } from 'node:crypto';
import { seededChance } from '../../infra/local/chance.ts';
import type { MortalCloud } from './mortal-cloud.ts';
import type { People } from './patient-people.ts';

interface Fault {
  readonly effect?: string;
  readonly mode: string;
}

/** Where and when the process is killed, all of it drawn from one seed. */
export interface Reaper {
  /** Every kill so far, as `kill-after CloseReturn/table/TransactWriteItems/return.closed.v1` or `after 812 ms`. */
  readonly kills: readonly string[];
  /** Lives and kills the process until enough kills are made. Throws when a usual place is not come by within `patience`. */
  reap(): Promise<void>;
}

const place = ({ mode, effect }: Fault) => `${mode} ${effect}`;

/** The effects that the ports have generated so far, but those of a colleague's very first sign-in: nobody comes by there again. */
export async function effectsSeen(people: People): Promise<string[]> {
  const { body } = await people.raw('GET', '/local/effects.json');
  const seen = (body as unknown as { effect: string }[]).map(({ effect }) => effect);
  return seen.filter((effect) => !/userPools\/(AdminCreateUser|AdminSetUserPassword)$/.test(effect));
}

/** Places planted at once: a life meets whichever comes first. */
const AT_ONCE = 6;

export interface Appetite {
  readonly seed: number;
  /** After which effects it is killed, and after how many of them at most; drawn from the seed. */
  readonly after: { readonly among: (effect: string) => boolean; readonly most?: number };
  /** Before which effects it is killed as well. */
  readonly before: (effect: string) => boolean;
  /** Kills at moments. */
  readonly moments: number;
  /** Seconds without a death, after which a place counts as never come by. */
  readonly patience: number;
}

/**
 * Kills at the effects that are `usual`, of which every one must be come by. Others, which show only when something went wrong, are
 * tried along with them.
 */
export function reaper(cloud: MortalCloud, people: People, usual: readonly string[], appetite: Appetite): Reaper {
  const chance = seededChance(appetite.seed);
  const kills: string[] = [];

  const pending = async (): Promise<string[]> => {
    const { body } = await people.raw('GET', '/local/faults.json');
    return (body as unknown as Fault[]).filter(({ effect }) => effect !== undefined).map(place);
  };
  const turn = (fault: Fault) => turnOf(place(fault), appetite.seed);
  const isUsual = ({ effect = '' }: Fault) => usual.includes(effect);
  /** What is still to be killed at, in this seed's order, the usual places first; none when all of those are done. */
  const wanted = async (): Promise<Fault[]> => {
    const { among, most } = appetite.after;
    const effects = await effectsSeen(people);
    const after = effects.filter(among).map((effect) => ({ effect, mode: 'kill-after' }));
    const before = effects.filter(appetite.before).map((effect) => ({ effect, mode: 'kill-before' }));
    const all = [...before, ...after.sort((one, other) => turn(one) - turn(other)).slice(0, most)];
    const left = all.filter((fault) => !kills.includes(place(fault)));
    const inTurn = left.sort((one, other) => Number(isUsual(other)) - Number(isUsual(one)) || turn(one) - turn(other));
    return inTurn.some(isUsual) ? inTurn : [];
  };

  let planted: string[] = [];
  /** Notes what struck since the last life, and plants the next places; false when none are left. */
  const plant = async (): Promise<boolean> => {
    const left = await pending();
    kills.push(...planted.filter((one) => !left.includes(one)));
    planted = left;
    const next = await wanted();
    if (next.length === 0) {
      await people.raw('DELETE', '/local/faults');
      planted = [];
    }
    const fresh = next.slice(0, AT_ONCE).filter((each) => !left.includes(place(each)));
    for (const fault of fresh.slice(0, AT_ONCE - left.length)) {
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

  /** A life that ends at a moment, perhaps before it is ready, unless a place comes first. */
  const deathAtMoment = async () => {
    const wait = Math.floor(200 + chance.next() * 1500);
    if (await cloud.startAndKill(wait)) kills.push(`after ${wait} ms`);
  };

  const reap = async () => {
    let [moments, starved, places] = [appetite.moments, 0, true];
    for (;;) {
      if (moments > 0 && (chance.next() < 0.25 || !places)) {
        moments -= 1;
        await deathAtMoment();
      }
      if (!(await cloud.start())) continue;
      const known = kills.length;
      // A kill in the middle of planting: what was planted so far stays.
      const more = await plant().catch((error: unknown) => {
        if (cloud.isDead() || (error as Error).message === 'fetch failed') return undefined;
        throw error;
      });
      places = more !== false;
      starved = kills.length > known || !more ? 0 : starved + 1;
      if (starved > 3) throw new Error(`nobody comes by at ${planted.join(', ')}`);
      if (more === undefined) await cloud.dead();
      else if (more) await deathAtPlace();
      else if (moments === 0) return;
      else await cloud.kill();
    }
  };
  return { kills, reap };
}

/** A number drawn from the seed for each text, the same whatever else is drawn. */
function turnOf(text: string, seed: number): number {
  return createHash('sha256').update(`${seed} ${text}`).digest().readUInt32BE();
}
