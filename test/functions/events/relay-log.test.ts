import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../../functions/events/relay-log.ts';

const bridge = mockClient(EventBridgeClient);
afterAll(() => bridge.restore());
beforeEach(() => {
  bridge.reset();
  bridge
    .on(PutEventsCommand)
    .callsFake(({ Entries }: { Entries: unknown[] }) => ({ FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: 'x' })) }));
});

const aRecord = (version: number, text = '') => ({
  type: 'note.added.v1',
  eventId: `R-00000001.${version}`,
  occurredAt: '2026-11-10T12:00:00.000Z',
  caseId: 'R-00000001',
  version,
  traceId: 'trace',
  data: { textId: text, by: 'p_0123456789ab' },
});
const aStream = (...images: Record<string, unknown>[]) =>
  ({
    Records: images.map((image, index) => ({
      eventName: 'INSERT',
      dynamodb: { SequenceNumber: `s${index}`, NewImage: marshall({ pk: 'CASE#R-00000001', sk: 'LOG#000001', ...image }) },
    })),
  }) as unknown as DynamoDBStreamEvent;
const relay = async (...images: Record<string, unknown>[]) =>
  await run(aStream(...images), { client: new EventBridgeClient({}), busName: 'redress' });
const batches = () => bridge.commandCalls(PutEventsCommand).map(({ args }) => args[0].input.Entries!);

describe('relay-log', () => {
  it('puts a log record on the bus as it is', async () => {
    expect(await relay(aRecord(3, 't-1'))).toEqual({ batchItemFailures: [] });
    const { type, data, ...metadata } = aRecord(3, 't-1');
    expect(batches()).toEqual([
      [
        {
          EventBusName: 'redress',
          Source: 'redress',
          DetailType: type,
          Time: new Date('2026-11-10T12:00:00.000Z'),
          Detail: JSON.stringify({ metadata, data }),
        },
      ],
    ]);
  });

  it('puts ten at a time, in order', async () => {
    await relay(...Array.from({ length: 23 }, (_, index) => aRecord(index + 1)));
    expect(batches().map((batch) => batch.length)).toEqual([10, 10, 3]);
    expect(
      batches()
        .flat()
        .map(({ Detail }) => JSON.parse(Detail!).metadata.version),
    ).toEqual(Array.from({ length: 23 }, (_, index) => index + 1));
  });

  it('puts no more than 256 KB at a time, counted in bytes', async () => {
    await relay(...Array.from({ length: 5 }, (_, index) => aRecord(index + 1, 'é'.repeat(50_000))));
    expect(batches().map((batch) => batch.length)).toEqual([2, 2, 1]);
    for (const batch of batches()) {
      expect(batch.reduce((sum, { Detail }) => sum + Buffer.byteLength(Detail!), 0)).toBeLessThanOrEqual(256 * 1024);
    }
  });

  it('reports the first record that the bus did not take, and puts nothing after its batch', async () => {
    bridge.on(PutEventsCommand).resolves({
      Entries: Array.from({ length: 10 }, (_, index) => (index === 4 ? { ErrorCode: 'ThrottlingException' } : { EventId: 'x' })),
    });
    expect(await relay(...Array.from({ length: 15 }, (_, index) => aRecord(index + 1)))).toEqual({
      batchItemFailures: [{ itemIdentifier: 's4' }],
    });
    expect(batches()).toHaveLength(1);
  });

  it('reports the whole batch when the bus is out of reach', async () => {
    bridge.on(PutEventsCommand).rejects(new Error('no route'));
    expect(await relay(aRecord(1), aRecord(2))).toEqual({ batchItemFailures: [{ itemIdentifier: 's0' }] });
  });

  it('puts what stands before a record that it cannot read, and reports that one', async () => {
    expect(await relay(aRecord(1), { type: 'broken' }, aRecord(3))).toEqual({ batchItemFailures: [{ itemIdentifier: 's1' }] });
    expect(batches().map((batch) => batch.length)).toEqual([1]);
  });
});
