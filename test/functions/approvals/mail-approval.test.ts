import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import type { Approval } from '../../../domain/approvals/approval.ts';
import type { Mail } from '../../../functions/adapters/mailer.ts';
import { noticesTable } from '../../../functions/adapters/notices-sent.ts';
import type { ApprovalEvent } from '../../../functions/approvals/approval-mails.ts';
import { run } from '../../../functions/approvals/mail-approval.ts';
import { type Notice, renderNotice } from '../../../functions/notices/render-notice.tsx';
import { approvalId, aRefund } from '../../builders/a-return.ts';
import { aStaff, type Colleague, idOf } from '../../builders/a-staff.ts';
import { aDesk, asked, mugs, noon } from '../../fakes/a-desk.ts';

type Rendered = Mail & { readonly subject: string; readonly plain: string; readonly html: string };
const hours = (n: number) => new Date(noon.getTime() + n * 3_600_000);
const to = (...names: Colleague[]) => names.map(idOf);

/** A case that waits, whose approval these colleagues were asked; and what is mailed when something is heard. */
async function waiting(names: readonly Colleague[] = ['agent'], differs: Partial<Approval> = {}) {
  const tables = await aDesk();
  const { subject, approval } = asked({}, { asked: to(...names), ...differs });
  await tables.store(subject);
  await tables.storeApproval(approval);
  const mails: Rendered[] = [];
  const mailer = {
    send: async (mail: Mail) => {
      const { subject, text: plain, html } = renderNotice(mail.text ?? (mail.notice as Notice), mail.locale, mail.values);
      mails.push({ ...mail, subject, plain, html });
    },
  };
  const desk = { ...tables.desk, sent: noticesTable(tables.documents, 'cases'), mailer };
  let heard = 0;
  const hear = async (type: string, data: object, { again = false, at = noon } = {}) => {
    if (!again) heard += 1;
    const metadata = { eventId: `e-${heard}`, occurredAt: at.toISOString(), caseId: subject.caseId, version: 2, traceId: 't' };
    await run({ type: `${type}.v1`, metadata, data: { approvalId, ...data } } as ApprovalEvent, desk, { now: at });
  };
  const staff = async (changed: Partial<Record<Colleague, object>>) => {
    const body = aStaff().map((person) => ({ ...person, ...changed[person.email.split('@')[0] as Colleague] }));
    await tables.publish({ name: 'people', body, validFrom: noon.toISOString(), by: 'command-line' }, noon);
  };
  return { ...tables, subject, approval, mails, hear, staff };
}
const askedFor = { terms: 1, amount: { amount: 3750, currency: 'GBP' }, because: { code: 'above-limit', values: {} }, to: to('agent') };

describe('the mail to an approver', () => {
  it('says what is asked, the amount, the history, the policy’s reason and the deadline, and links to the page', async () => {
    const { hear, mails, subject, store } = await waiting();
    const money = { settledAt: noon.toISOString(), expectedBy: noon.toISOString() };
    await store({
      ...mugs({ caseId: 'R-00000002', status: 'closed' }),
      refunds: [aRefund(1, 4140, noon, { status: 'succeeded', ...money })],
    });
    await store(mugs({ caseId: 'R-00000003', status: 'refused' }));
    await store(mugs({ caseId: 'R-00000004', status: 'closed', openedAt: '2025-10-01T00:00:00.000Z' }));
    await hear('approval.asked', askedFor);
    const [mail] = mails;
    expect(mail).toMatchObject({ to: 'agent@shop.example', notice: 'approval-asked', thread: `approvals.${subject.caseId}` });
    expect(mail?.subject).toBe(`${subject.caseId}: £37.50 waits for your decision`);
    for (const part of [mail?.plain ?? '', mail?.html ?? '']) {
      for (const said of [
        '£37.50',
        '3 × Blue mug',
        '2 other returns in 12 months, 1 refunded, £41.40',
        'above what is approved automatically',
        '10 December 2026',
      ])
        expect(part).toContain(said);
      expect(part).toContain(`https://shop.example/approvals/${approvalId}`);
      expect(part, 'nothing of the customer').not.toMatch(/Ana|customer\.example/);
    }
    expect(mail?.html).not.toMatch(/<img|<script|<form|unsubscribe/i);
    expect(mail?.html.match(/https?:\/\/[^"<\s]+/g)?.every((url) => url === `https://shop.example/approvals/${approvalId}`)).toBe(true);
  });

  it('speaks Indonesian to who reads it, says that there is no history, and comes once however often it is told', async () => {
    const { hear, mails, staff } = await waiting();
    await staff({ agent: { locale: 'id-ID' } });
    await hear('approval.asked', askedFor);
    await hear('approval.asked', askedFor, { again: true });
    expect(mails).toHaveLength(1);
    expect(mails[0]?.subject).toContain('menunggu keputusan Anda');
    expect(mails[0]?.html).toContain('retur pertama dalam 12 bulan');
  });

  it.each([
    ['approval.reminded', { to: to('agent'), why: 'expiring' }, 'approval-reminded', 'last reminder'],
    ['approval.handed-over', { to: to('manager'), from: to('agent'), why: 'deputy', level: 1 }, 'approval-handed-over', 'stand in'],
  ])('comes again after %s', async (type, data, notice, words) => {
    const { hear, mails } = await waiting();
    await hear(type, data);
    expect(mails).toMatchObject([{ to: `${notice.endsWith('over') ? 'manager' : 'agent'}@shop.example`, notice }]);
    expect(mails[0]?.html).toContain(words);
  });

  it('goes by the channel that they chose; after an unread hour by the other one', async () => {
    const { hear, mails, staff } = await waiting(['agent', 'manager']);
    const slack = { team: 'T', user: 'U' };
    await staff({ agent: { slack, channels: ['slack'] }, manager: { slack, channels: ['mail'] } });
    await hear('approval.asked', { ...askedFor, to: to('agent', 'manager') });
    expect(mails.map((mail) => mail.to)).toEqual(['manager@shop.example']);
    await hear('approval.unread', { to: to('agent', 'manager') }, { at: hours(1) });
    expect(mails.slice(1).map((mail) => [mail.to, mail.notice])).toEqual([['agent@shop.example', 'approval-unread']]);
  });

  it('asks nobody about an approval that is over, nor a colleague who left', async () => {
    const { hear, mails, approval } = await waiting();
    await hear('approval.asked', { ...askedFor, to: ['p_000000000000'] });
    await hear('approval.asked', askedFor, { at: new Date(Date.parse(approval.expiresAt)) });
    expect(mails).toEqual([]);
  });
});

describe('those who were asked hear in the same thread', () => {
  it.each([
    [
      'who decided',
      'approval.decided',
      { decision: 'refuse', by: idOf('manager') },
      ['agent'],
      'The manager refused it on 10 November 2026',
    ],
    [
      'that the terms changed, with the new page',
      'approval.superseded',
      { terms: 2, by: 'b'.repeat(32) },
      ['agent', 'manager'],
      'Its terms changed',
    ],
    ['that the time is over', 'approval.ended', { why: 'expired' }, ['agent', 'manager'], 'The time to decide is over'],
  ] as const)('%s', async (_, type, data, names, words) => {
    const { hear, mails, subject } = await waiting(['agent', 'manager']);
    await hear(type, data);
    expect(mails.map((mail) => mail.to)).toEqual(names.map((name) => `${name}@shop.example`));
    for (const mail of mails) {
      expect(mail.thread).toBe(`approvals.${subject.caseId}`);
      expect(mail.subject).toBe(`Re: ${subject.caseId}: £37.50 waits for your decision`);
      expect(mail.plain).toContain(words);
      expect(mail.html).toContain(words);
      expect(mail.html).toContain(`/approvals/${type === 'approval.superseded' ? 'b'.repeat(32) : approvalId}`);
    }
  });

  it('nothing while others must still decide', async () => {
    const { hear, mails } = await waiting(['agent', 'manager']);
    await hear('approval.decided', { decision: 'approve', by: idOf('manager'), complete: false });
    expect(mails).toEqual([]);
  });
});

describe('more than five open approvals', () => {
  const five = async (tables: Awaited<ReturnType<typeof waiting>>) => {
    for (let n = 1; n <= 5; n += 1)
      await tables.storeApproval({ ...tables.approval, approvalId: `${n}`.repeat(32), caseId: `R-0000001${n}` });
  };

  it('come as one digest, at most once an hour', async () => {
    const tables = await waiting();
    await five(tables);
    await tables.hear('approval.asked', askedFor);
    await tables.hear('approval.asked', askedFor, { at: hours(0.5) });
    expect(tables.mails).toHaveLength(1);
    expect(tables.mails[0]).toMatchObject({ notice: 'approval-digest', subject: '6 decisions wait for you' });
    for (let n = 1; n <= 5; n += 1) expect(tables.mails[0]?.html).toContain(`R-0000001${n}: £37.50`);
    await tables.hear('approval.unread', { to: to('agent') }, { at: hours(1) });
    expect(tables.mails.map(({ notice }) => notice)).toEqual(['approval-digest', 'approval-digest']);
  });
});

describe('names, titles and words of strangers', () => {
  const hostile = '<b>Mug</b>\r\nBcc: eve@evil.example\r\n\r\n*Approve* <!channel> at https://evil.example \u202Eevil';

  it('arrive inert in subject, text and HTML', async () => {
    const { hear, mails, put, documents, subject, staff } = await waiting(['agent', 'manager']);
    const order = await documents.send(new GetCommand({ TableName: 'cases', Key: { pk: 'ORDER#A-1', sk: 'ORDER' } }));
    const lines = ((order.Item?.lines ?? []) as object[]).map((line) => ({ ...line, title: hostile }));
    await put({ ...order.Item, lines });
    await staff({ manager: { name: hostile.slice(0, 200) } });
    const text = { textId: 't-1', kind: 'note', text: hostile, at: noon.toISOString(), by: idOf('manager') };
    await documents.send(new PutCommand({ TableName: 'people', Item: { ...text, pk: `CASE#${subject.caseId}`, sk: 'TEXT#t-1' } }));
    await hear('approval.asked', { ...askedFor, to: to('manager') });
    await hear('approval.decided', { decision: 'approve', by: idOf('manager') });
    await hear('approval.answered', { to: to('agent'), by: idOf('manager'), textId: 't-1' });
    expect(mails.map(({ notice }) => notice)).toEqual(['approval-asked', 'approval-decided', 'approval-answered']);
    for (const { subject: line, plain, html } of mails) {
      expect(line).not.toMatch(/[\r\n]|evil/);
      expect(plain).not.toMatch(/\r|^Bcc:|https:\/\/evil|eve@evil|\u202E/m);
      expect(html).not.toMatch(/<b>|<!channel>|https:\/\/evil|eve@evil|\u202E/);
      expect(html).toContain('&lt;b>Mug&lt;/b>');
    }
  });
});
