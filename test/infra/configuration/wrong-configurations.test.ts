import { describe, expect, it } from 'vitest';
import { buildApp } from '../../../infra/app.ts';
import { type StageConfiguration, stageNamed } from '../../../infra/stages.ts';
import { areas, placeholderBundles } from '../fixtures/placeholder-bundles.ts';

const right: StageConfiguration = {
  region: 'eu-central-1',
  mailFrom: 'returns@shop.example',
  publicUrl: 'https://returns.shop.example',
  payments: 'stripe',
};
const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012';
const instance = 'arn:aws:connect:eu-central-1:123456789012:instance/12345678-1234-1234-1234-123456789012';
const id = '12345678-1234-1234-1234-123456789012';
const named = (email: string) => ({ email, name: 'Mara' });
/** The right configuration without a field. */
const without = (field: string) => ({ [field]: undefined });

// Each: what is wrong, the change that makes it so, the field that is named, and what to write there.
const wrong: readonly [string, object, string, RegExp][] = [
  [
    'a typo in the ARN of a certificate',
    { domain: { name: 'returns.shop.example', certificate: certificate.replace('acm', 'amc') } },
    'domain.certificate',
    /arn:aws:acm:us-east-1:/,
  ],
  [
    'a certificate of another region',
    { domain: { name: 'returns.shop.example', certificate: certificate.replace('us-east-1', 'eu-central-1') } },
    'domain.certificate',
    /us-east-1/,
  ],
  [
    'a certificate of another account',
    { account: '210987654321', domain: { name: 'returns.shop.example', certificate } },
    'domain.certificate',
    /of the account 210987654321/,
  ],
  ['a domain with https:// before it', { domain: { name: 'https://returns.shop.example', certificate } }, 'domain.name', /bare host name/],
  [
    'pages elsewhere than at the domain',
    { domain: { name: 'rueckgabe.shop.example', certificate } },
    'publicUrl',
    /https:\/\/rueckgabe\.shop\.example/,
  ],
  ['an unknown time zone', { zone: 'Asia/Jakata' }, 'zone', /as Asia\/Jakarta/],
  ['no sender', without('mailFrom'), 'mailFrom', /one plain address/],
  ['a sender with a display name', { mailFrom: 'Shop <returns@shop.example>' }, 'mailFrom', /one plain address/],
  ['an identity that is not the domain of the sender', { mailIdentity: 'other.example' }, 'mailIdentity', /shop\.example/],
  ['no address of the pages', without('publicUrl'), 'publicUrl', /PagesUrl/],
  ['pages without https://', { publicUrl: 'returns.shop.example' }, 'publicUrl', /as https:\/\//],
  ['pages below a path', { publicUrl: 'https://shop.example/returns' }, 'publicUrl', /without anything after the host/],
  [
    'two approvers with one address',
    { approvers: [named('m@shop.example'), named('M@shop.example')] },
    'approvers.1.email',
    /another address/,
  ],
  [
    'an approver with a role that nobody knows',
    { approvers: [{ ...named('m@shop.example'), roles: ['boss'] }] },
    'approvers.0.roles.0',
    /supervisor or manager/,
  ],
  ['an approver without an address', { approvers: [{ name: 'Mara' }] }, 'approvers.0.email', /one plain address/],
  ['a negative limit', { throttle: { perSecond: -1 } }, 'throttle.perSecond', /from 1 to 10000/],
  ['a burst below the rate', { throttle: { perSecond: 500 } }, 'throttle.burst', /at least 500/],
  ['an unknown language', { locales: ['en', 'fr'] }, 'locales.1', /en or id/],
  ['days that CloudWatch does not keep', { retention: { logDays: 31 } }, 'retention.logDays', /one of 1, 3, 5/],
  ['a retention in words', { retention: { uploadDays: '400' } }, 'retention.uploadDays', /whole number of days/],
  ['a payment provider that nobody knows', { payments: 'paypal' }, 'payments', /stripe, local or none/],
  ['the value of a secret instead of its name', { secrets: { stripe: 'sk_live_4242424242' } }, 'secrets.stripe', /the name of a secret/],
  ['a Slack channel instead of the workspace', { slack: { team: '#returns', app: 'A0123ABCD' } }, 'slack.team', /as T0123ABCD/],
  ['a Connect instance by its name', { connect: { instance: 'my-shop', queue: id, flow: id } }, 'connect.instance', /arn:aws:connect/],
  [
    'a Connect instance of another region',
    { region: 'us-west-2', connect: { instance, queue: id, flow: id } },
    'connect.instance',
    /in us-west-2/,
  ],
  [
    'the ARN of a queue instead of its id',
    { connect: { instance, queue: `${instance}/queue/${id}`, flow: id } },
    'connect.queue',
    /the id alone/,
  ],
  ['a region that is none', { region: 'Frankfurt' }, 'region', /as eu-central-1/],
  ['an account as a number', { account: 123456789012 }, 'account', /in quotes/],
  ['a firewall without a region', { region: undefined, firewall: 'on' }, 'region', /us-east-1/],
  ['a firewall before nothing', { edge: 'off', firewall: 'on' }, 'firewall', /HTTP APIs take none/],
  ['an alarm address that is a phone number', { alarmEmail: '+49 170 1234567' }, 'alarmEmail', /one plain address/],
  ['a webhook without https://', { escalationUrl: 'chat.shop.example' }, 'escalationUrl', /whole address/],
  ['a field with a typo', { mailForm: 'returns@shop.example' }, 'mailForm', /write mailFrom instead/],
  ['a switch that is no switch', { edge: true }, 'edge', /'on' or 'off'/],
];

describe('a wrong configuration fails at synth', () => {
  it('in more ways than twenty-five, each another', () => {
    expect(wrong.length).toBeGreaterThanOrEqual(25);
    expect(() => stageNamed('prod', {}, { stages: { prod: right } })).not.toThrow();
  });

  it.each(wrong)('%s: names the field and what to write', (_, change, field, write) => {
    const stages = { prod: { ...right, ...change } as StageConfiguration };
    const synth = () => buildApp({ stage: 'prod', configuration: { stages }, bundles: placeholderBundles(areas) });
    const line = messageOf(synth)
      .split('\n- ')
      .find((each) => each.startsWith(`stages.prod.${field}: `));
    expect(line, messageOf(synth)).toMatch(write);
  });

  it('without repeating what may be a secret', () => {
    const stages = { prod: { ...right, secrets: { stripe: 'sk_live_4242424242' } } };
    expect(messageOf(() => stageNamed('prod', {}, { stages }))).not.toContain('4242');
  });

  it('says all that is wrong at once', () => {
    const stages = { prod: { zone: 'Mars', edge: 'maybe' } as unknown as StageConfiguration };
    const message = messageOf(() => stageNamed('prod', {}, { stages }));
    for (const field of ['mailFrom', 'zone', 'edge']) expect(message).toContain(`stages.prod.${field}: `);
  });

  it.each([
    ['a stage called local', 'local', { local: right }, 'stages.local: write another name'],
    [
      'two stages of one account with one bus',
      'prod',
      { prod: right, dev: right },
      'stages.dev.busName: write another name, as redress-dev',
    ],
    ['a stage whose name no stack can carry', 'Prod_1', { Prod_1: right }, 'stages.Prod_1.stage: write a stage name of lower-case letters'],
  ])('%s', (_, stage, stages, message) => {
    expect(messageOf(() => stageNamed(stage, {}, { stages: { ...stages } }))).toContain(message);
  });

  it('of an unknown stage says which are known', () => {
    expect(() => stageNamed('prdo')).toThrow('There is no stage "prdo"; redress.config.ts has local, dev.');
  });
});

function messageOf(doing: () => unknown): string {
  try {
    doing();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was wrong';
}
