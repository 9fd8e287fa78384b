import { readPattern } from '../services/event-pattern.ts';
import { functionNameOf } from './identities.ts';
import { listOf, membersOf, numberOf, textOf } from './members.ts';
import type { MappingModel } from './model.ts';
import type { Resolved } from './resolve-stacks.ts';
import { TemplateError } from './template.ts';

/** A table's stream feeding a function. */
export function readMapping({ logicalId, properties }: Resolved): MappingModel {
  const source = textOf(properties, 'EventSourceArn', `Event source mapping "${logicalId}"`);
  const table = /:table\/([^/]+)\/stream\//.exec(source)?.[1];
  if (table === undefined)
    throw new TemplateError(
      `Event source mapping "${logicalId}": the local cloud feeds functions from table streams only, not from ${source}`,
    );
  const types = Array.isArray(properties.FunctionResponseTypes) ? properties.FunctionResponseTypes : [];
  const onFailure = membersOf(membersOf(properties, 'DestinationConfig'), 'OnFailure').Destination;
  const age = numberOf(properties, 'MaximumRecordAgeInSeconds', -1);
  return {
    id: logicalId,
    table,
    functionName: functionNameOf(properties.FunctionName),
    filters: listOf(membersOf(properties, 'FilterCriteria'), 'Filters').map(({ Pattern }) => readPattern(JSON.parse(String(Pattern)))),
    batchSize: numberOf(properties, 'BatchSize', 100),
    bisect: properties.BisectBatchOnFunctionError === true,
    reportsItems: types.includes('ReportBatchItemFailures'),
    retries: numberOf(properties, 'MaximumRetryAttempts', -1),
    // A record leaves the stream after a day, whatever the mapping says.
    maxAgeSeconds: age < 0 ? 86_400 : Math.min(age, 86_400),
    ...(onFailure === undefined ? {} : { onFailure: String(onFailure) }),
  };
}
