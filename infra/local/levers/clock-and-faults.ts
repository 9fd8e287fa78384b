import { readFault } from '../fault-modes.ts';
import { jsonResponse } from '../services/http-request.ts';
import { type Lever, membersOf, problem } from './lever.ts';
import { readDuration } from './read-duration.ts';

/** Levers over time and misfortune. */
export const clockAndFaults: readonly Lever[] = [
  {
    method: 'GET',
    path: '/local/clock',
    pull: ({ clock }) => jsonResponse(200, { now: new Date(clock.now()).toISOString(), mode: clock.mode }),
  },
  {
    method: 'POST',
    path: '/local/clock',
    pull: async ({ pump }, { body }) => {
      const by = readDuration(membersOf(body).advance);
      if (by === undefined)
        return problem(422, 'Say how far.', [{ pointer: '/advance', message: 'must be an ISO 8601 duration, such as PT48H or P30D' }]);
      if (!('advance' in pump)) return problem(409, 'Time is real here: start with --virtual-time to move it.');
      const { now, fired } = await pump.advance(by);
      return jsonResponse(200, { now: new Date(now).toISOString(), fired });
    },
  },
  {
    method: 'POST',
    path: '/local/faults',
    pull: ({ guard }, { body }) => {
      const read = readFault(body);
      if ('errors' in read) return problem(422, 'This fault makes no sense.', read.errors);
      guard.faults.plant(read.fault);
      return jsonResponse(200, read.fault);
    },
  },
  {
    method: 'DELETE',
    path: '/local/faults',
    pull: ({ guard }) => {
      guard.faults.clear();
      return { status: 204, headers: {}, body: '' };
    },
  },
];
