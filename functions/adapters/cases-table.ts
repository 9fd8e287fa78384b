import { type DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { isNotPossible, type Move } from '../../domain/cases/move.ts';
import { Overtaken } from '../../domain/errors.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { caseFrom, clockFrom, deadlineFrom, moveSteps, openSteps, type Part } from './case-items.ts';
import { listCases } from './case-list.ts';
import type { Cases, Moved, MoveOptions } from './cases.ts';
import { LogRecord } from './log-records.ts';
import type { Timekeeper } from './timekeeper.ts';
import { type TransactItem, transact } from './transaction.ts';

const tries = 5;
const idsOf = (parts: readonly Part[], of: 'line' | 'payment' | 'extra') =>
  parts.flatMap((part) => (part.of === of && 'id' in part ? [part.id] : []));
const positionsOf = (parts: readonly Part[]) => idsOf(parts, 'extra').map(Number);

/** Cases in the table `cases`. Without a timekeeper their deadlines stay as they are. */
export function casesTable(documents: DynamoDBDocumentClient, table: string, timekeeper?: Pick<Timekeeper, 'after'>): Cases {
  const read = async (caseId: string): Promise<ReturnCase | undefined> => {
    const Key = { pk: `CASE#${caseId}`, sk: 'CASE' };
    const { Item } = await documents.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
    return Item && caseFrom(Item);
  };

  /** All items of a partition whose sort key starts with `prefix`, in order. */
  const under = async (pk: string, prefix: string): Promise<Record<string, unknown>[]> => {
    const query = {
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
      ConsistentRead: true,
    };
    const items: Record<string, unknown>[] = [];
    for await (const page of paginateQuery({ client: documents }, query)) items.push(...(page.Items ?? []));
    return items;
  };

  const move = async (
    before: ReturnCase,
    decided: Move,
    extra: readonly TransactItem[] = [],
    options: MoveOptions = {},
  ): Promise<Moved> => {
    const deadlines = await timekeeper?.after(decided, before);
    const failed = await transact(documents, moveSteps(table, before, decided, extra, options, deadlines));
    if (failed.some(({ of }) => of === 'case' || of === 'record')) {
      throw new Overtaken(`${before.caseId} moved on from version ${before.version}`);
    }
    if (failed.length > 0) return { refused: { shortOf: idsOf(failed, 'payment'), blocked: positionsOf(failed) } };
    return { moved: decided.case };
  };

  return {
    read,
    move,
    log: async (caseId) => (await under(`CASE#${caseId}`, 'LOG#')).map((item) => LogRecord.parse(item)),
    clocks: async (caseId) => (await under(`CASE#${caseId}`, 'CLOCK#')).flatMap((item) => (deadlineFrom(item) ? [] : clockFrom(item))),
    list: (query) => listCases(documents, table, query),
    ofOrder: async (orderId) => (await under(`ORDER#${orderId}`, 'CASE#')).map(({ caseId }) => String(caseId)),
    open: async (opening, quantities, extra = []) => {
      const deadlines = await timekeeper?.after(opening);
      const failed = await transact(documents, openSteps(table, opening, quantities, extra, deadlines));
      if (failed.length === 0) return { opened: opening.case };
      const idTaken = failed.some(({ of }) => of === 'case' || of === 'record');
      return { idTaken, lines: idsOf(failed, 'line'), blocked: positionsOf(failed) };
    },
    change: async (caseId, decide, extra = [], options = {}) => {
      for (let attempt = 1; ; attempt += 1) {
        const before = await read(caseId);
        if (!before) return undefined;
        const outcome = decide(before);
        if (isNotPossible(outcome)) return { ...outcome, current: before };
        try {
          return await move(before, outcome, typeof extra === 'function' ? extra(outcome, before) : extra, options);
        } catch (error) {
          if (!(error instanceof Overtaken) || attempt === tries) throw error;
        }
      }
    },
  };
}
