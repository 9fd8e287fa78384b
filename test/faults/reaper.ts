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
  /** Every kill so far, as `kill-after DecideReturn/table/TransactWriteItems` or `after 812 ms`. */
  readonly kills: readonly string[];
  /** The effects that the ports had generated when the last place was planted. */
  effects(): readonly string[];
  /** Lives and kills the process until enough kills are made. Throws when a place is not come by within `patience`. */
  reap(): Promise<void>;
}

const place = ({ mode, effect }: Fault) => `${mode} ${effect}`;
/** Effects of a colleague's very first sign-in: nobody comes by there again. */
const onceEver = /userPools\/(AdminCreateUser|AdminSetUserPassword)$/;
/** Places planted at once: a life meets whichever comes first. */
const AT_ONCE = 6;

export interface Appetite {
  readonly seed: number;
  /** Kills after effects: all that the list gives, or so many drawn from those that the traffic comes by all the time. */
  readonly after?: { readonly most: number; readonly among: RegExp };
  /** Before which effects it is killed as well: where a job has begun and nothing has come of it yet. */
  readonly before: RegExp;
  /** Kills at moments. */
  readonly moments: number;
  /** Seconds without a death, after which a place counts as never come by. */
  readonly patience: number;
}

export function reaper(cloud: MortalCloud, people: People, appetite: Appetite): Reaper {
  const chance = seededChance(appetite.seed);
  const kills: string[] = [];
  let effects: string[] = [];

  const pending = async (): Promise<string[]> => {
    const { body } = await people.raw('GET', '/local/faults.json');
    return (body as unknown as Fault[]).filter(({ effect }) => effect !== undefined).map(place);
  };
  const turn = (fault: Fault) => turnOf(place(fault), appetite.seed);
  /** What is still to be killed at, in this seed's order; effects that were first seen in the meantime come along. */
  const wanted = async (): Promise<Fault[]> => {
    const { body } = await people.raw('GET', '/local/effects.json');
    effects = (body as unknown as { effect: string }[]).map(({ effect }) => effect).filter((effect) => !onceEver.test(effect));
    const among = appetite.after === undefined ? effects : effects.filter((effect) => appetite.after?.among.test(effect));
    const after = among.map((effect) => ({ effect, mode: 'kill-after' })).sort((one, other) => turn(one) - turn(other));
    const before = effects.filter((effect) => appetite.before.test(effect)).map((effect) => ({ effect, mode: 'kill-before' }));
    const all = [...before, ...after.slice(0, appetite.after?.most)].sort((one, other) => turn(one) - turn(other));
    return all.filter((fault) => !kills.includes(place(fault)));
  };

  let planted: string[] = [];
  /** Notes what struck since the last life, and plants the next places; false when none are left. */
  const plant = async (): Promise<boolean> => {
    const left = await pending();
    kills.push(...planted.filter((one) => !left.includes(one)));
    planted = left;
    const next = (await wanted()).slice(0, AT_ONCE).filter((each) => !left.includes(place(each)));
    for (const fault of next.slice(0, AT_ONCE - left.length)) {
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
  return { kills, effects: () => effects, reap };
}

/** A number drawn from the seed for each text, the same whatever else is drawn. */
function turnOf(text: string, seed: number): number {
  return createHash('sha256').update(`${seed} ${text}`).digest().readUInt32BE();
}
