import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { sesMailer } from '../../../functions/adapters/mailer.ts';

const mock = mockClient(SESv2Client);
afterAll(() => mock.restore());
const mailer = sesMailer(mock as unknown as SESv2Client, 'shop@shop.example');

beforeEach(() => {
  mock.reset();
  mock.onAnyCommand().rejects(new Error('nobody expected this'));
  mock.on(SendEmailCommand).resolves({ MessageId: '1' });
});

it('sends text and HTML, with notice, locale and case as tags', async () => {
  const values = { code: '123456', orderId: 'A-1', expiresAt: '10:15 UTC' };
  await mailer.send({ to: 'ana@customer.example', notice: 'code', locale: 'id-ID', values, caseId: 'R-00000001' });
  const [call] = mock.commandCalls(SendEmailCommand);
  expect(call?.args[0].input).toMatchObject({
    FromEmailAddress: 'shop@shop.example',
    Destination: { ToAddresses: ['ana@customer.example'] },
    Content: {
      Simple: {
        Subject: { Data: expect.stringContaining('A-1'), Charset: 'UTF-8' },
        Body: { Text: { Data: expect.stringContaining('123456') }, Html: { Data: expect.stringContaining('<html lang="id"') } },
      },
    },
    EmailTags: [
      { Name: 'notice', Value: 'code' },
      { Name: 'locale', Value: 'id-ID' },
      { Name: 'caseId', Value: 'R-00000001' },
    ],
  });
});

it('sends nothing with a blank in it', async () => {
  await expect(mailer.send({ to: 'ana@customer.example', notice: 'code', locale: 'en', values: { code: '123456' } })).rejects.toThrow(
    'needs a value',
  );
  expect(mock.calls()).toEqual([]);
});
