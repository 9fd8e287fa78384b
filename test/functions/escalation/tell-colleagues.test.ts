import { afterEach, describe, expect, it, vi } from 'vitest';
import { ChannelRefused, ChannelUnavailable } from '../../../domain/errors.ts';
import type { Mail } from '../../../functions/adapters/mailer.ts';
import { noticesTable } from '../../../functions/adapters/notices-sent.ts';
import type { Channel } from '../../../functions/escalation/channels/channel.ts';
import { emailChannel } from '../../../functions/escalation/channels/email.ts';
import { webhookChannel } from '../../../functions/escalation/channels/webhook.ts';
import { run } from '../../../functions/escalation/tell-colleagues.ts';
import { renderNotice } from '../../../functions/notices/render-notice.tsx';
import { isSigned } from '../../../functions/runtime/signed-body.ts';
import { aStaff, idOf } from '../../builders/a-staff.ts';
import { aCall, aRungCase, clockId, rangAt } from '../../fakes/a-rung-case.ts';
import { localTables } from '../../fakes/local-tables.ts';

const now = new Date(rangAt.getTime() + 2000);
const both = aCall({ people: [idOf('agent'), idOf('supervisor')] });

function mailing(failOn?: string) {
  const mails: Mail[] = [];
  const send = async (mail: Mail) => {
    if (mail.to === failOn) throw new Error('SES is away');
    mails.push(mail);
  };
  const sent = noticesTable(localTables().documents, 'cases');
  return { mails, email: (mailer = { send }) => emailChannel({ mailer, sent, publicUrl: 'https://shop.example' }) };
}
const silent: Channel = { available: false, tell: async () => expect.unreachable() };

describe('tell-colleagues', () => {
  it('mails each of them: what is due and when, why they, what is left, and where to go', async () => {
    const { desk } = await aRungCase();
    const { mails, email } = mailing();
    const told = await run(
      { call: both, channel: 'email' },
      { policies: desk.policies, channels: { email: email(), webhook: silent } },
      { now },
    );
    expect(told).toEqual({ people: both.people, channel: 'email' });
    expect(mails.map(({ to }) => to)).toEqual(['agent@shop.example', 'supervisor@shop.example']);
    expect(mails[0]).toMatchObject({
      notice: 'escalation',
      locale: 'en-GB',
      values: { what: 'the first response', left: '47 minutes left', statusUrl: `https://shop.example/clocks/${clockId}` },
    });
    for (const { locale, values } of mails) expect(renderNotice('escalation', locale, values).text).toContain('10 November 2026');
  });

  it('mails nobody twice, though another mail failed in between', async () => {
    const { desk } = await aRungCase();
    const { mails, email } = mailing();
    const failing = {
      send: async (mail: Mail) => (mail.to.startsWith('super') ? Promise.reject(new Error('away')) : void mails.push(mail)),
    };
    const tell = async (channel: Channel) =>
      await run({ call: both, channel: 'email' }, { policies: desk.policies, channels: { email: channel, webhook: silent } }, { now });
    await expect(tell(email(failing))).rejects.toThrow('away');
    await tell(email());
    expect(mails.map(({ to }) => to)).toEqual(['agent@shop.example', 'supervisor@shop.example']);
  });

  it('mails where the asked channel does not exist, and leaves out who has left', async () => {
    const { desk } = await aRungCase();
    const { mails, email } = mailing();
    const call = aCall({ people: [idOf('agent'), 'p_000000000000'] });
    const told = await run(
      { call, channel: 'webhook' },
      { policies: desk.policies, channels: { email: email(), webhook: silent } },
      { now },
    );
    expect(told.channel).toBe('email');
    expect(mails).toHaveLength(1);
  });

  it('writes in the language of the colleague', async () => {
    const { mails, email } = mailing();
    const [person] = aStaff();
    await email().tell(aCall({ how: 'deputy' }), [{ ...person!, locale: 'id-ID', zone: 'Asia/Jakarta' }], now);
    const { text } = renderNotice('escalation', mails[0]!.locale, mails[0]!.values);
    expect(text).toContain('jawaban pertama jatuh tempo 10 November 2026');
    expect(text).toContain('23.00');
    expect(text).toContain('menggantikan rekan');
  });
});

describe('the webhook', () => {
  afterEach(() => vi.unstubAllGlobals());
  const channel = webhookChannel({ url: 'https://chat.shop.example/redress', secret: async () => 'hush' });

  function shopAnswers(answer: () => Response | Promise<Response>) {
    const asked: { url: string; init: RequestInit }[] = [];
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      asked.push({ url, init });
      return await answer();
    });
    return asked;
  }

  it('posts ids only, signed', async () => {
    const asked = shopAnswers(() => new Response());
    await channel.tell(aCall(), [], now);
    const { body, headers } = asked[0]!.init as { body: string; headers: Record<string, string> };
    expect(Object.keys(JSON.parse(body))).toEqual(['caseId', 'clockId', 'measure', 'rung', 'dueAt']);
    expect(isSigned(body, headers['x-redress-signature'], 'hush', now)).toBe(true);
    expect(isSigned(body, headers['x-redress-signature'], 'other', now)).toBe(false);
  });

  it.each<[string, () => Response | Promise<Response>, new (message: string) => Error]>([
    ['is busy', () => new Response('', { status: 429 }), ChannelUnavailable],
    ['is broken', () => new Response('', { status: 502 }), ChannelUnavailable],
    ['does not answer', () => Promise.reject(new TypeError('fetch failed')), ChannelUnavailable],
    ['wants nothing of us', () => new Response('', { status: 403 }), ChannelRefused],
  ])('says whether to try again when the shop %s', async (_case, answer, error) => {
    shopAnswers(answer);
    await expect(channel.tell(aCall(), [], now)).rejects.toThrow(error);
  });

  it('is not there without an address', () => expect(webhookChannel(undefined).available).toBe(false));
});
