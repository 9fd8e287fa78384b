import { rmSync } from 'node:fs';
import { seededChance } from '../../infra/local/chance.ts';
import { type Accepted, carryOut } from './carry-out.ts';
import { readEstate } from './estate.ts';
import { mortalCloud } from './mortal-cloud.ts';
import { patientPeople, pause, publishWidePolicy, signIn } from './patient-people.ts';
import { type Appetite, effectsSeen, reaper } from './reaper.ts';
import { faultsOf, faultsOverall } from './reckoning.ts';
import { type Wish, wishes } from './wishes.ts';

export interface Survival {
  readonly kills: readonly string[];
  /** The effects that the ports generated while nothing was disturbed. */
  readonly effects: readonly string[];
  readonly accepted: readonly Accepted[];
  /** Everything that is wrong, in words. */
  readonly faults: readonly string[];
  /** From the last start until the last accepted return ended. */
  readonly secondsAfterLastStart: number;
}

export interface Ordeal extends Appetite {
  /** How often the very first start is killed. */
  readonly firstStarts: number;
  /** How many returns are under way at once. */
  readonly atOnce: number;
}

/** Sends returns of every sort while the process is killed and started again; then looks at what is left. */
export async function survive(ordeal: Ordeal, chosen: readonly Wish[] = wishes): Promise<Survival> {
  const cloud = await mortalCloud();
  const people = patientPeople(cloud.url);
  const accepted: Accepted[] = [];
  const began = performance.now();
  const tell = (what: string) => console.log(`${((performance.now() - began) / 1000).toFixed(1)} s: ${what}`);
  try {
    // The first start of all, which plants the seed, is cut off as well.
    const early = seededChance(ordeal.seed);
    for (let cut = 0; cut < ordeal.firstStarts; cut += 1) await cloud.startAndKill(300 + early.next() * 700);
    await cloud.start();
    let number = 0;
    const next = async () => {
      const wish = chosen[number % chosen.length] as Wish;
      await carryOut(wish, number++, people, (one) => accepted.push(one));
    };
    await signIn(people);
    await publishWidePolicy(people);
    await Promise.all(chosen.map(() => next()));
    tell(`seed ${ordeal.seed}; undisturbed, ${accepted.length} returns of ${chosen.length} sorts ended`);

    let hungry = true;
    const effects = await effectsSeen(people);
    const death = reaper(cloud, people, effects, ordeal);
    await cloud.kill();
    const troubles: string[] = [];
    const trouble = (error: unknown) => void troubles.push(String(error));
    const traffic = Array.from({ length: ordeal.atOnce }, async () => {
      while (hungry) await next().catch(trouble);
    });
    await death.reap().catch(trouble);
    hungry = false;
    // From the last start; what has not ended by then is told by what it left behind.
    await Promise.race([Promise.all(traffic), pause(60_000 - cloud.age())]);
    const secondsAfterLastStart = cloud.age() / 1000;
    people.giveUp();
    tell(
      `${death.kills.length} kills, ${accepted.length} returns, the last ended ${secondsAfterLastStart.toFixed(1)} s after the last start`,
    );
    tell(`killed: ${death.kills.join('; ')}`);
    // Mails and other followers of the last return come to rest.
    await pause(1000);
    await cloud.kill();

    const estate = readEstate(cloud.data);
    const faults = [
      ...troubles,
      ...people.failures,
      ...accepted.flatMap((one) => faultsOf(one, estate)),
      ...faultsOverall(estate, accepted),
    ];
    // What went wrong stays to be looked at.
    if (faults.length > 0) tell(`what it left behind is in ${cloud.data}`);
    else rmSync(cloud.data, { recursive: true });
    return { kills: death.kills, effects, accepted, faults, secondsAfterLastStart };
  } finally {
    await cloud.kill();
  }
}
