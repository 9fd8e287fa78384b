import * as z from 'zod';
import { type Problem, wrongContent } from './problem.ts';

/** `?limit=&cursor=` of a list. */
export const pageQuery = { limit: z.coerce.number().int().min(1).max(100).default(50), cursor: z.string().max(512).optional() };

/** What orders a list: an instant, then an id. */
export interface Place {
  readonly at: string;
  readonly id: string;
}

const StoredPlace = z.strictObject({ at: z.iso.datetime(), id: z.string() });

/**
 * One page of a list that is in order already. The cursor names the last item shown, so that items that come or go meanwhile make
 * nothing appear twice; one that is none of ours is a problem (422).
 */
export function pageOf<T>(
  sorted: readonly T[],
  order: 'oldest first' | 'newest first',
  placeOf: (item: T) => Place,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): { items: T[]; nextCursor: string | null } {
  const last = cursor ? placeIn(cursor) : undefined;
  const beyond = (place: Place): boolean => {
    if (!last) return true;
    if (place.at === last.at) return place.id > last.id;
    return order === 'oldest first' ? place.at > last.at : place.at < last.at;
  };
  const rest = sorted.filter((item) => beyond(placeOf(item)));
  const items = rest.slice(0, limit);
  const end = rest.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: end ? Buffer.from(JSON.stringify(placeOf(end))).toString('base64url') : null };
}

/** 422: a list never answers with nothing, as if it had ended, where it was asked wrongly. */
export function strangeCursor(): Problem {
  return wrongContent([{ pointer: '/cursor', message: 'Send the nextCursor of the page before as it is, or no cursor to start again.' }]);
}

function placeIn(cursor: string): Place {
  try {
    return StoredPlace.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw strangeCursor();
  }
}
