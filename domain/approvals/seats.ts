/** A level as seats: how many different people it needs, and who could take one, by person id. */
export interface Seats {
  readonly needed: number;
  readonly people: readonly string[];
}

/**
 * The first level whose seats cannot all be taken when nobody sits twice; undefined when every seat finds somebody. Augmenting paths:
 * whoever sits already moves over where that makes room.
 */
export function firstEmptySeat(levels: readonly Seats[]): number | undefined {
  const seats = levels.flatMap(({ needed, people }, level) => Array.from({ length: needed }, () => ({ level, people })));
  const sitting = new Map<string, number>();
  const place = (seat: number, asked: Set<string>): boolean =>
    seats[seat]!.people.some((person) => {
      if (asked.has(person)) return false;
      asked.add(person);
      const other = sitting.get(person);
      if (other !== undefined && !place(other, asked)) return false;
      sitting.set(person, seat);
      return true;
    });
  const empty = seats.findIndex((_, seat) => !place(seat, new Set()));
  return empty < 0 ? undefined : seats[empty]!.level;
}
