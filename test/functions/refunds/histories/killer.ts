/** Does something that changes the world; may be killed before or after it. */
export type Effect = <T>(work: () => Promise<T>) => Promise<T>;

class Killed extends Error {
  override name = 'Killed';
}

/** Kills the process once, before or after its nth effect. */
export function killer(at: number, when: 'before' | 'after'): Effect {
  let effects = 0;
  return async (work) => {
    effects += 1;
    const mine = effects === at;
    if (mine && when === 'before') throw new Killed();
    const done = await work();
    if (mine) throw new Killed();
    return done;
  };
}

/** Nothing is killed. */
export const NoKill: Effect = async (work) => await work();
