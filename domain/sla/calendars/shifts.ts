import * as z from 'zod';

const Opening = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'an opening is a wall time such as "09:00"');
const Closing = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a closing is a wall time such as "17:30", "24:00" at the latest');

/** `["09:00","17:30"]`, or `["22:00","06:00"]` which ends on the next day. `"24:00"` is the midnight at the day's end. */
export const Shift = z
  .tuple([Opening, Closing], 'an opening and a closing such as ["09:00","17:30"]')
  .refine(
    ([opens, closes]) => opens !== closes,
    'opens and closes at the same time: write ["00:00","24:00"] for the whole day, [] for closed',
  );
export type Shift = z.infer<typeof Shift>;

/** The shifts that start on one day, in any order; none of them means closed. */
export const Shifts = z.array(Shift, 'a list of shifts such as [["09:00","12:30"],["13:00","17:30"]]').max(48);
export type Shifts = z.infer<typeof Shifts>;

/** Minutes after the start of the day; a shift across midnight closes later than 1,440. */
export interface ShiftMinutes {
  readonly opens: number;
  readonly closes: number;
}

export function shiftMinutes([opens, closes]: Shift): ShiftMinutes {
  const from = minutesOf(opens);
  const to = minutesOf(closes);
  return { opens: from, closes: to > from ? to : to + 1440 };
}

function minutesOf(wallTime: string): number {
  return Number(wallTime.slice(0, 2)) * 60 + Number(wallTime.slice(3));
}
