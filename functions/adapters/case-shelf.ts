import { shardOf } from '../../domain/identifiers.ts';
import { hasEnded, OpenStatus, type ReturnCase, type ReturnStatus } from '../../domain/returns/return-case.ts';

const shards = Array.from({ length: 16 }, (_, index) => index.toString(16).padStart(2, '0'));
/** Cases that have ended and are a person's task all the same: few, so that everybody's list can show them. */
const endedTask = 'ended-task';

/** Where a case stands in the index `byStatus`: under its status, or with the tasks of ended cases. */
export function shelfOf({ status, task, caseId }: Pick<ReturnCase, 'status' | 'task' | 'caseId'>): string {
  return `${hasEnded(status) && task ? endedTask : status}#${shardOf(caseId)}`;
}

/** Every place of the index where cases of these statuses can stand; those of ended ones hold other ended ones as well. */
export function shelvesWith(statuses: readonly ReturnStatus[]): string[] {
  const ended = statuses.some((status) => hasEnded(status)) ? [endedTask] : [];
  return [...statuses, ...ended].flatMap((place) => shards.map((shard) => `${place}#${shard}`));
}

/** Every place where somebody has something to do: the open cases, and the tasks of ended ones. */
export function shelvesToDo(): string[] {
  return [...OpenStatus.options, endedTask].flatMap((place) => shards.map((shard) => `${place}#${shard}`));
}
