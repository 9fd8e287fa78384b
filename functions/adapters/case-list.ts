import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { ownerOf, type ReturnCase } from '../../domain/returns/return-case.ts';
import { strangeCursor } from '../runtime/paging.ts';
import { caseFrom } from './case-items.ts';
import { shelvesToDo, shelvesWith } from './case-shelf.ts';
import type { CaseQuery } from './cases.ts';

const Place = z.strictObject({ openedAt: z.iso.datetime(), caseId: z.string() });
type Place = z.infer<typeof Place>;

/** Is `a` further down the list than `b`? Newest first; of the same instant, by id. */
const after = (a: Place, b: Place) => a.openedAt < b.openedAt || (a.openedAt === b.openedAt && a.caseId > b.caseId);

function placeOf(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined;
  try {
    return Place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw strangeCursor();
  }
}

/**
 * Cases by status, newest first, merged from the index's shards; without a status every open one, and the ended ones that are a person's
 * task. An unreadable cursor is a problem (422).
 */
export async function listCases(
  documents: DynamoDBDocumentClient,
  table: string,
  { status, owner, limit, cursor }: CaseQuery,
): Promise<{ readonly items: readonly ReturnCase[]; readonly nextCursor?: string }> {
  const last = placeOf(cursor);
  const wanted = (subject: ReturnCase) =>
    (status === undefined || subject.status === status) &&
    (owner === undefined || ownerOf(subject) === owner) &&
    (last === undefined || after(subject, last));
  const fromShard = async (statusShard: string): Promise<ReturnCase[]> => {
    const query = {
      TableName: table,
      IndexName: 'byStatus',
      KeyConditionExpression: `statusShard = :shard${last ? ' AND openedAt <= :last' : ''}`,
      ExpressionAttributeValues: { ':shard': statusShard, ...(last ? { ':last': last.openedAt } : {}) },
      ScanIndexForward: false,
      Limit: limit + 1,
    };
    const found: ReturnCase[] = [];
    for await (const page of paginateQuery({ client: documents }, query)) {
      found.push(...(page.Items ?? []).map(caseFrom).filter(wanted));
      if (found.length > limit) break;
    }
    return found;
  };
  const found = await Promise.all((status === undefined ? shelvesToDo() : shelvesWith([status])).map(fromShard));
  const sorted = found.flat().sort((a, b) => (after(a, b) ? 1 : -1));
  const items = sorted.slice(0, limit);
  const end = items.at(-1);
  if (sorted.length <= limit || !end) return { items };
  const place: Place = { openedAt: end.openedAt, caseId: end.caseId };
  return { items, nextCursor: Buffer.from(JSON.stringify(place)).toString('base64url') };
}
