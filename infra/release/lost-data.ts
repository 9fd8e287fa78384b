import type { Release, Template } from './release.ts';
import type { Stranding } from './stranded.ts';

/** What of tables, buckets, keys and queues would be lost or left behind, and which addresses others call would be gone. */
export function lostData(previous: Release, next: Release): Stranding[] {
  return [...dataStack(previous.data, next.data), ...queues(previous.service, next.service), ...routes(previous.service, next.service)];
}

const kept = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::KMS::Key'];
/** Properties of a table that CloudFormation changes by making another table. */
const fixed = ['TableName', 'KeySchema'];

function dataStack(before: Template, after: Template): Stranding[] {
  return Object.entries(before.Resources)
    .filter(([, { Type }]) => kept.includes(Type))
    .flatMap(([id, { Type, Properties }]): Stranding[] => {
      const now = after.Resources[id];
      if (!now)
        return [
          { what: 'data-gone', of: id, cure: 'bring its construct back under the same ids: logical ids of the data stack never change' },
        ];
      if (now.Type !== Type) return [{ what: 'data-replaced', of: id, cure: `keep it as ${Type}: what it holds stays behind otherwise` }];
      const changed = fixed.filter((property) => JSON.stringify(now.Properties?.[property]) !== JSON.stringify(Properties?.[property]));
      return [
        ...changed.map(
          (property): Stranding => ({
            what: 'data-replaced',
            of: `${id}.${property}`,
            cure: 'leave it: CloudFormation would make an empty table',
          }),
        ),
        ...goneIndexes(id, Properties, now.Properties),
      ];
    });
}

interface Indexed {
  readonly GlobalSecondaryIndexes?: readonly { readonly IndexName: string }[];
}

function goneIndexes(id: string, before: Indexed | undefined, after: Indexed | undefined): Stranding[] {
  const names = (properties: Indexed | undefined) => (properties?.GlobalSecondaryIndexes ?? []).map(({ IndexName }) => IndexName);
  return names(before)
    .filter((name) => !names(after).includes(name))
    .map((name) => ({
      what: 'index-gone',
      of: `${id}/${name}`,
      cure: 'keep the index for one more release: functions of the release before query it while the next is deployed',
    }));
}

/** A queue that is replaced takes the messages along that nobody has replayed. */
function queues(before: Template, after: Template): Stranding[] {
  return Object.entries(before.Resources)
    .filter(([id, { Type }]) => Type === 'AWS::SQS::Queue' && !after.Resources[id])
    .map(([id]) => ({
      what: 'queue-gone',
      of: id,
      cure: 'replay what waits there first (docs/procedures.md), then deploy with --accept queue-gone',
    }));
}

function routes(before: Template, after: Template): Stranding[] {
  const keys = ({ Resources }: Template): string[] =>
    Object.values(Resources)
      .filter(({ Type }) => Type === 'AWS::ApiGatewayV2::Route')
      .map(({ Properties }) => Properties.RouteKey);
  const now = keys(after);
  return keys(before)
    .filter((key) => !now.includes(key))
    .map((key) => ({ what: 'route-gone', of: key, cure: 'keep the path: open pages, mails and other systems call it' }));
}
