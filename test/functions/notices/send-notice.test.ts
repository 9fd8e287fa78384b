import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, it } from 'vitest';
import { casesTable } from '../../../functions/adapters/cases-table.ts';
import { sesMailer } from '../../../functions/adapters/mailer.ts';
import { noticesTable } from '../../../functions/adapters/notices-sent.ts';
import { ordersTable } from '../../../functions/adapters/orders.ts';
import { peopleTable } from '../../../functions/adapters/people.ts';
import { policiesTable } from '../../../functions/adapters/policies.ts';
import { run } from '../../../functions/notices/send-notice.ts';
import { aCustomerEvent } from '../../builders/a-customer-event.ts';
import { agent, aReturn } from '../../builders/a-return.ts';
import { anOrder } from '../../builders/an-order.ts';
import { localTables } from '../../fakes/local-tables.ts';

const now = new Date('2026-11-10T10:00:00.000Z');
const closed = aCustomerEvent('return.closed.v1', { refunded: { amount: 2500, currency: 'GBP' } });

/** A case with its order and person on the local tables, and a mail service that notes what it is given. */
async function post({ customer = true, locale = 'en_GB' } = {}) {
  const { documents, dump } = localTables();
  const ses = mockClient(new SESv2Client({ region: 'local' }));
  ses.rejects(new Error('unexpected'));
  ses.on(SendEmailCommand).resolves({ MessageId: 'm' });
  const people = peopleTable(documents, 'people');
  const subject = aReturn({ orderId: 'A-1' });
  await documents.send(new PutCommand({ TableName: 'cases', Item: { ...subject, pk: 'CASE#R-00000001', sk: 'CASE' } }));
  await documents.send(new PutCommand({ TableName: 'cases', Item: { ...anOrder(), pk: 'ORDER#A-1', sk: 'ORDER' } }));
  if (customer) {
    const person = { email: 'ana@customer.example', name: 'Ana <b>', locale };
    for (const { Put } of people.customerItems('A-1', person, new Date('2026-11-10T10:00:00Z'))) await documents.send(new PutCommand(Put!));
  }
  const deps = {
    cases: casesTable(documents, 'cases'),
    orders: ordersTable(documents, 'cases'),
    people,
    policies: policiesTable(documents, { cases: 'cases', people: () => 'people' }),
    sent: noticesTable(documents, 'cases'),
    mailer: sesMailer(ses as unknown as SESv2Client, 'shop@shop.example'),
    publicUrl: 'https://shop.example',
  };
  const mails = () => ses.commandCalls(SendEmailCommand).map(({ args }) => args[0].input);
  return { deps, ses, mails, documents, dump };
}

it('mails the customer once however often the event comes, tagged with notice, locale and case', async () => {
  const { deps, mails } = await post();
  for (const _ of [1, 2, 3]) await run(closed, deps, { now });
  expect(mails()).toHaveLength(1);
  expect(mails()[0]).toMatchObject({
    FromEmailAddress: 'shop@shop.example',
    Destination: { ToAddresses: ['ana@customer.example'] },
    EmailTags: [
      { Name: 'notice', Value: 'closed' },
      { Name: 'locale', Value: 'en_GB' },
      { Name: 'caseId', Value: 'R-00000001' },
    ],
  });
  const { Body, Subject } = mails()[0]!.Content!.Simple!;
  expect(Subject?.Data).toBe('R-00000001: your return is complete');
  expect(Body?.Text?.Data).toContain('Hello Ana <b>,');
  expect(Body?.Html?.Data).toContain('Hello Ana &lt;b>,');
  expect(Body?.Text?.Data).toContain('https://shop.example/status/R-00000001');
});

it('sends again when the mail service failed, since nothing was remembered', async () => {
  const { deps, ses, mails } = await post();
  ses.on(SendEmailCommand).rejectsOnce(new Error('throttled')).resolves({});
  await expect(run(closed, deps, { now })).rejects.toThrow('throttled');
  await run(closed, deps, { now });
  expect(mails()).toHaveLength(2);
});

it('skips a case without a customer, and one that nobody knows', async () => {
  const { deps, mails } = await post({ customer: false });
  await run(closed, deps, { now });
  await run({ ...closed, metadata: { ...closed.metadata, caseId: 'R-99999999' } }, deps, { now });
  expect(mails()).toEqual([]);
});

it.each([
  ['a message', 'message.sent.v1', { textId: 't-1', by: agent }, 'message'],
  ['a refusal', 'return.refused.v1', { because: { code: 'colleague-refused', values: { textId: 't-1' } }, by: agent }, 'refused'],
] as const)('finds the words of %s among the texts of the case', async (_, type, data, notice) => {
  const { deps, mails, documents } = await post({ locale: 'id' });
  const text = { textId: 't-1', kind: 'message' as const, text: 'Kotaknya terbuka 😀', at: now.toISOString(), by: agent };
  await documents.send(new PutCommand(deps.people.textItem('R-00000001', text).Put!));
  await run(aCustomerEvent(type, data), deps, { now });
  expect(mails()[0]?.EmailTags?.[0]?.Value).toBe(notice);
  expect(mails()[0]?.Content?.Simple?.Body?.Text?.Data).toContain('Kotaknya terbuka 😀');
});

it('keeps nothing about people beside the fact that it told them', async () => {
  const { deps, dump } = await post();
  await run(closed, deps, { now });
  expect(JSON.stringify(dump('cases'))).not.toMatch(/ana@customer|Ana </);
});
