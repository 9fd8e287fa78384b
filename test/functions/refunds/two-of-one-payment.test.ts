import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import type { Move } from '../../../domain/cases/move.ts';
import { reserveRefunds } from '../../../domain/returns/refund-lifecycle.ts';
import { transact } from '../../../functions/adapters/transaction.ts';
import { aRefund, mustMove, walked } from '../../builders/a-return.ts';
import { accept, approve, arrive, me, noon, storedReturn, twoMugs } from '../../fakes/stored-return.ts';

// What one payment, one piece and one id allow once: asked for twice at the same time, against the real conditions of the table.

const inspected = () => walked(twoMugs(), approve, arrive, accept());
/** Sets the two mugs' 25.00 aside. */
const reserving = (subject: ReturnType<typeof inspected>, no = 1): Move =>
  mustMove(reserveRefunds(subject, { refunds: [aRefund(no, 2500, noon)], settlesFindings: 1 }, noon));
const oneCard = [{ paymentId: 'pay-1', method: 'card', captured: 4000 }] as const;

it('two returns that see the same money at once do not both get it', async () => {
  const first = inspected();
  const { cases, documents, orders } = await storedReturn(first, oneCard);
  const second = { ...inspected(), caseId: 'R-00000002', clocks: [] };
  await documents.send(
    new PutCommand({ TableName: 'cases', Item: { ...second, pk: 'CASE#R-00000002', sk: 'CASE', statusShard: 'inspected#0' } }),
  );

  const both = await Promise.all([cases.move(first, reserving(first)), cases.move(second, reserving(second, 2))]);

  expect(both.flatMap((outcome) => ('refused' in outcome ? [outcome.refused.shortOf] : []))).toEqual([['pay-1']]);
  expect((await orders.read('A-1'))!.ledgers[0]).toMatchObject({ remaining: 1500, reserved: 2500 });
});

it('an execution that lost the case reserves nothing, though the version is the same', async () => {
  const subject = inspected();
  const { cases, orders } = await storedReturn(subject, oneCard);
  await expect(cases.move(subject, reserving(subject), [], { execution: 'lost' })).rejects.toMatchObject({ name: 'Overtaken' });
  expect((await orders.read('A-1'))!.ledgers[0]).toMatchObject({ remaining: 4000, reserved: 0 });
  expect(await cases.move(subject, reserving(subject), [], { execution: me })).toHaveProperty('moved');
});

it('a refund id is taken once, by whichever case was first', async () => {
  const { links, documents } = await storedReturn(inspected());
  const { refundId } = aRefund(1, 2500, noon);
  const take = async (caseId: string) => await transact(documents, [{ label: 'id', item: links.item(refundId, caseId) }]);
  expect(await Promise.all([take('R-00000001'), take('R-00000002')])).toEqual([[], ['id']]);
  expect(await links.caseOf(refundId)).toBe('R-00000001');
});

it('a piece that came back is not taken again', async () => {
  const { cases, documents } = await storedReturn(inspected());
  const taking = async (caseId: string) => {
    const subject = { ...twoMugs({ caseId }), clocks: [] };
    return await cases.open({ name: 'open', case: subject, records: [] }, new Map([['1', 2]]));
  };
  expect(await Promise.all([taking('R-00000003'), taking('R-00000004')])).toMatchObject([{ opened: {} }, { lines: ['1'] }]);
  const { Item } = await documents.send(new GetCommand({ TableName: 'cases', Key: { pk: 'ORDER#A-1', sk: 'LINE#1' } }));
  expect(Item).toMatchObject({ returnable: 0 });
});
