import * as z from 'zod';

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
 * nothing appear twice; one that is none of ours ends the list.
 */
export function pageOf<T>(
  sorted: readonly T[],
  order: 'oldest first' | 'newest first',
  placeOf: (item: T) => Place,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): { items: T[]; nextCursor: string | null } {
  const last = cursor === undefined ? undefined : placeIn(cursor);
  if (last === 'none of ours') return { items: [], nextCursor: null };
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

function placeIn(cursor: string): Place | 'none of ours' {
  try {
    return StoredPlace.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    return 'none of ours';
  }
}
