import * as z from 'zod';
import {
  Account,
  Bus,
  Certificate,
  ConnectId,
  ConnectInstance,
  EmailAddress,
  HostName,
  Locale,
  LogDays,
  OnOff,
  Origin,
  Region,
  Role,
  SecretName,
  SlackApp,
  SlackChannel,
  SlackTeam,
  StageName,
  TimeZone,
  WebhookUrl,
  wholeNumber,
} from './fields.ts';

/** Somebody who may decide from the first day on; later the people policy says who may. */
const Approver = z.strictObject({
  email: EmailAddress,
  name: z.string({ error: 'write the name that colleagues and customers see' }).min(1, 'write the name that colleagues and customers see'),
  roles: z.array(Role).min(1, 'write at least one role').default(['agent', 'manager']),
});

/** What differs between one deployment and another. Secrets are named here, never held. docs/configuration.md describes each field. */
export const Settings = z.strictObject({
  stage: StageName,
  account: Account.optional(),
  region: Region.optional(),

  mailFrom: EmailAddress,
  mailIdentity: z.string().optional(),
  publicUrl: Origin.optional(),
  domain: z.strictObject({ name: HostName, certificate: Certificate }).optional(),
  locales: z.array(Locale).min(1, 'write at least one of en and id').default(['en', 'id']),
  zone: TimeZone.default('UTC'),
  approvers: z.array(Approver).default([]),
  alarmEmail: EmailAddress.optional(),

  payments: z.enum(['local', 'stripe', 'none'], { error: 'write stripe, local or none' }).default('none'),
  paymentsUrl: WebhookUrl.optional(),
  escalationUrl: WebhookUrl.optional(),
  slack: z.strictObject({ team: SlackTeam, app: SlackApp, channel: SlackChannel.optional(), apiUrl: WebhookUrl.optional() }).optional(),
  connect: z.strictObject({ instance: ConnectInstance, queue: ConnectId, flow: ConnectId }).optional(),
  secrets: z
    .strictObject({ stripe: SecretName, payments: SecretName, carrier: SecretName, escalation: SecretName, slack: SecretName })
    .partial()
    .default({}),

  edge: OnOff.default('on'),
  edgeSecret: z.enum(['a', 'b'], { error: "write 'a' or 'b': which of the two keys CloudFront sends" }).default('a'),
  firewall: OnOff.default('off'),
  firewallRates: z
    .strictObject({
      everything: wholeNumber('requests in five minutes from one address', 10, 2_000_000_000).default(2000),
      signIn: wholeNumber('requests in five minutes from one address', 10, 2_000_000_000).default(100),
    })
    .prefault({}),
  limits: OnOff.default('on'),
  throttle: z
    .strictObject({ perSecond: wholeNumber('requests', 1, 10_000).default(200), burst: wholeNumber('requests', 1, 5_000).default(400) })
    .prefault({}),

  busName: Bus.default('redress'),
  retention: z
    .strictObject({
      logDays: LogDays.default(90),
      peopleDays: wholeNumber('days', 365, 3650).default(1096),
      textDays: wholeNumber('days', 365, 3650).default(1096),
      uploadDays: wholeNumber('days', 30, 3650).default(400),
      undeliveredDays: wholeNumber('days', 14, 365).default(90),
      archiveDays: wholeNumber('days', 7, 3650).default(90),
    })
    .prefault({}),
});
export type Settings = z.output<typeof Settings>;

interface Finding {
  readonly path: readonly (string | number)[];
  readonly write: string;
}

/** What fields that are right by themselves make wrong together. */
export function contradictions(settings: Settings): Finding[] {
  const { domain, publicUrl, mailFrom, mailIdentity, region, account, connect, edge, firewall, throttle } = settings;
  const findings: Finding[] = [];
  const wrong = (path: Finding['path'], write: string): void => void findings.push({ path, write });
  if (!domain && !publicUrl)
    wrong(
      ['publicUrl'],
      'write the address of the pages, as https://returns.shop.example, or give domain; without a domain of your own write any address first, deploy, and then the one that the edge stack gives as PagesUrl',
    );
  if (domain && publicUrl && new URL(publicUrl).host !== domain.name)
    wrong(['publicUrl'], `remove it, or write https://${domain.name}: the pages stand at domain.name`);
  if (domain && edge === 'off') wrong(['domain'], "remove it, or write edge: 'on': the domain belongs to the edge stack");
  if (mailIdentity && mailIdentity !== mailFrom && !mailFrom.endsWith(`@${mailIdentity}`) && !mailFrom.endsWith(`.${mailIdentity}`))
    wrong(['mailIdentity'], `write the domain of mailFrom (${mailFrom.split('@')[1]}) or mailFrom itself: SES sends from nothing else`);
  if (firewall === 'on' && !region)
    wrong(
      ['region'],
      'write the region that you deploy to, as eu-central-1: WAF for CloudFront stands in us-east-1 and must know from where',
    );
  if (firewall === 'on' && edge === 'off') wrong(['firewall'], "write 'off', or edge: 'on': WAF guards CloudFront, HTTP APIs take none");
  if (domain && account && !domain.certificate.includes(`:${account}:`))
    wrong(['domain', 'certificate'], `write a certificate of the account ${account}`);
  if (connect && region && connect.instance.split(':')[3] !== region)
    wrong(['connect', 'instance'], `write an instance in ${region}, where the stage is`);
  if (throttle.burst < throttle.perSecond) wrong(['throttle', 'burst'], `write at least ${throttle.perSecond}, what perSecond allows`);
  for (const index of repeated(settings.locales)) wrong(['locales', index], 'write each language once');
  for (const index of repeated(settings.approvers.map(({ email }) => email.toLowerCase())))
    wrong(['approvers', index, 'email'], 'write another address: two approvers have this one, and nobody may approve twice');
  return findings;
}

/** The places of what stood there before. */
const repeated = (values: readonly string[]): number[] => values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
