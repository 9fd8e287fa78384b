import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { dueClocksTable } from '../../../functions/adapters/due-clocks.ts';
import { run as ring } from '../../../functions/clocks/ring-due-clocks.ts';
import { figures } from '../../../functions/runtime/figures.ts';
import { republish } from '../../../scripts/republish.ts';
import { walked } from '../../builders/a-return.ts';
import { approve, noon, storedReturn, twoMugs } from '../../fakes/stored-return.ts';

const bridge = mockClient(EventBridgeClient);
afterAll(() => bridge.restore());
const taken = ({ Entries }: { Entries: unknown[] }) => ({ Entries: Entries.map(() => ({ EventId: 'x' })) });
beforeEach(() => {
  bridge.reset();
  bridge.on(PutEventsCommand).callsFake(taken);
});
const afterDays = (days: number) => new Date(noon.getTime() + days * 86_400_000);
const put = () =>
  bridge.commandCalls(PutEventsCommand).flatMap(({ args }) => args[0].input.Entries!.map(({ Detail }) => JSON.parse(Detail!).metadata));

async function aLogOfTwoRings() {
  const stored = await storedReturn(walked(twoMugs(), approve));
  const { documents, cases, caseId } = stored;
  const due = dueClocksTable(documents, 'cases');
  for (const days of [7, 11]) await ring({ now: afterDays(days) }, { ...stored, due, figures: figures(() => undefined) });
  const announce = async (since: Date) =>
    await republish({ documents, bus: new EventBridgeClient({}), table: 'cases', busName: 'redress', since: since.toISOString() });
  return { announce, log: async () => await cases.log(caseId) };
}

it('puts the log on the bus again with the ids that it had', async () => {
  const { announce, log } = await aLogOfTwoRings();
  expect(await announce(noon)).toBe(2);
  expect(put().map(({ eventId }) => eventId)).toEqual((await log()).map(({ eventId }) => eventId));
});

it('starts at the instant', async () => {
  const { announce } = await aLogOfTwoRings();
  expect(await announce(afterDays(11))).toBe(1);
  expect(put().map(({ occurredAt }) => occurredAt)).toEqual([afterDays(11).toISOString()]);
});

it('puts again what the bus did not take, and nothing else', async () => {
  const { announce } = await aLogOfTwoRings();
  bridge
    .on(PutEventsCommand)
    .resolvesOnce({ Entries: [{ EventId: 'x' }, { ErrorCode: 'ThrottlingException' }] })
    .callsFake(taken);
  await announce(noon);
  expect(bridge.commandCalls(PutEventsCommand).map(({ args }) => args[0].input.Entries!.length)).toEqual([2, 1]);
});

it('fails when the bus never takes them', async () => {
  const { announce } = await aLogOfTwoRings();
  bridge.on(PutEventsCommand).resolves({ Entries: [{ ErrorCode: 'x' }, { ErrorCode: 'x' }] });
  await expect(announce(noon)).rejects.toThrow('did not take 2 events');
});
