import * as z from 'zod';

// The kinds of field that a configuration has. Each error says what to write; the field's name is put before it.

/** Text of a form, with one sentence for everything that does not fit, absence included. */
const text = (form: RegExp, write: string) => z.string({ error: write }).regex(form, write);

const plainAddress = 'write one plain address, as returns@shop.example';

export const EmailAddress = z.string({ error: plainAddress }).pipe(z.email({ error: plainAddress }));

export const StageName = text(
  /^[a-z][a-z0-9-]{0,19}$/,
  'write a stage name of lower-case letters, digits and dashes, at most 20, starting with a letter',
);

export const Account = text(/^\d{12}$/, "write the account's twelve digits in quotes, as '123456789012'");

export const Region = text(/^[a-z]{2}(-[a-z]+)+-\d$/, 'write the region that you deploy to, as eu-central-1');

export const HostName = text(
  /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
  'write a bare host name in lower case, as returns.shop.example, without https:// and without a slash',
);

export const Certificate = text(
  /^arn:aws(-[a-z]+)?:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]{36}$/,
  'write the ARN of a certificate in us-east-1, as arn:aws:acm:us-east-1:123456789012:certificate/…: CloudFront takes no other region',
);

/** An http or https address without path, query and slash at the end. */
export const Origin = z.string({ error: 'write a whole address, as https://returns.shop.example' }).superRefine((value, context) => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) context.addIssue('write a whole address, as https://returns.shop.example');
  else if (url.pathname !== '/' || url.search || url.hash || url.username)
    context.addIssue('write the address without anything after the host, as https://returns.shop.example');
});

export const WebhookUrl = z
  .string({ error: 'write a whole address, as https://chat.shop.example/redress' })
  .pipe(z.url({ protocol: /^https?$/, error: 'write a whole address, as https://chat.shop.example/redress' }));

const looksLikeAValue = /^(sk|rk|pk)_(live|test)_|^whsec_|^xox[abp]-|^AKIA/;

/** The name of a secret in Secrets Manager. Something that looks like the secret itself is refused without being repeated. */
export const SecretName = text(
  /^[\w/+=.@-]{1,512}$/,
  'write the name of a secret in Secrets Manager, as redress/prod/stripe, never its value',
).refine((value) => !looksLikeAValue.test(value), 'write the name of a secret in Secrets Manager: what stands there looks like its value');

export const TimeZone = z
  .string({ error: 'write a time zone, as Asia/Jakarta' })
  .refine(isZone, 'write a time zone of the IANA list, as Asia/Jakarta or Europe/Berlin');

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone })) && /^(UTC|[A-Za-z_]+\/.+)$/.test(zone);
  } catch {
    return false;
  }
}

export const Locale = z.enum(['en', 'id'], { error: 'write en or id: every text exists in these two' });

export const Role = z.enum(['agent', 'warehouse', 'supervisor', 'manager'], { error: 'write agent, warehouse, supervisor or manager' });

export const Bus = text(/^[\w.-]{1,64}$/, 'write a name of letters, digits, dots, dashes and underscores, at most 64');

export const OnOff = z.enum(['on', 'off'], { error: "write 'on' or 'off'" });

/** A whole number of something, `what`, between two bounds. */
export function wholeNumber(what: string, least: number, most: number) {
  const write = `write a whole number of ${what} from ${least} to ${most}`;
  return z.int({ error: write }).min(least, write).max(most, write);
}

const keptByCloudWatch = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096] as const;

/** CloudWatch keeps logs for certain numbers of days only (PutRetentionPolicy). */
export const LogDays = z.literal(keptByCloudWatch, {
  error: `write one of ${keptByCloudWatch.join(', ')}: CloudWatch keeps logs for no other number of days`,
});

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

export const ConnectInstance = text(
  new RegExp(`^arn:aws(-[a-z]+)?:connect:[a-z0-9-]+:\\d{12}:instance/${uuid}$`),
  'write the ARN of the Connect instance, as arn:aws:connect:eu-central-1:123456789012:instance/…',
);

export const ConnectId = text(
  new RegExp(`^${uuid}$`),
  'write the id alone, as 12345678-1234-1234-1234-123456789012: it is the last part of the ARN',
);

export const SlackTeam = text(/^T[A-Z0-9]{6,}$/, "write the workspace's id, as T0123ABCD");
export const SlackApp = text(/^A[A-Z0-9]{6,}$/, "write the app's id, as A0123ABCD");
export const SlackChannel = text(
  /^[CG][A-Z0-9]{6,}$/,
  "write the channel's id, as C0123ABCD: it stands at the end of the channel's details",
);
