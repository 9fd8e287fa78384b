import * as z from 'zod';

const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,19}$/, 'write a stage name of lower-case letters, digits and dashes, at most 20, starting with a letter');
const secretName = z.string().regex(/^[\w/+=.@-]{1,512}$/, 'write the name of a secret in Secrets Manager, never its value');

/** What differs between one deployment and another. Secrets are named here, never held. */
const Settings = z.strictObject({
  stage: name,
  /** The address that customers get mail from; its domain (or the address itself) is verified in SES. */
  mailFrom: z.email({ message: 'write one plain address, as returns@shop.example' }),
  /** The SES identity that sends: the domain of mailFrom unless only the address is verified. */
  mailIdentity: z.string().optional(),
  /** Where customers reach the pages, without a slash at the end; links in mails start with it. */
  publicUrl: z.url({ protocol: /^https?$/, message: 'write the address of the pages, as https://returns.shop.example' }),
  /** Whether lookups and sign-ins are counted per order, address and IP. */
  limits: z.enum(['on', 'off']).default('on'),
  payments: z.enum(['local', 'stripe', 'none']).default('none'),
  /** Where the provider answers, when not at its usual address. */
  paymentsUrl: z.url().optional(),
  /** One bus per account and stage: two stages in one account need two names. */
  busName: z.string().default('redress'),
  /** Where deadlines are posted to, as `https://chat.shop.example/redress`; without it such rungs go by mail. */
  escalationUrl: z.url({ protocol: /^https?$/, message: 'write a whole address, as https://chat.shop.example/redress' }).optional(),
  secrets: z.strictObject({ stripe: secretName, payments: secretName, carrier: secretName, escalation: secretName }).partial().default({}),
  logDays: z.literal([7, 14, 30, 60, 90, 180, 365]).default(90),
});
export type StageSettings = z.input<typeof Settings>;
export type Stage = z.output<typeof Settings> & {
  readonly mailIdentity: string;
  readonly secrets: { readonly stripe: string; readonly payments: string; readonly carrier: string; readonly escalation: string };
};

/** Checks the settings of a stage and fills in what follows from the others; throws an Error that names each wrong field. */
export function readStage(settings: StageSettings): Stage {
  const read = Settings.safeParse(settings);
  if (!read.success) throw new Error(`The stage's settings are wrong:\n${z.prettifyError(read.error)}`);
  const { stage, mailFrom, publicUrl, secrets } = read.data;
  return {
    ...read.data,
    publicUrl: publicUrl.replace(/\/$/, ''),
    mailIdentity: read.data.mailIdentity ?? mailFrom.split('@')[1] ?? mailFrom,
    secrets: {
      stripe: secrets.stripe ?? `redress/${stage}/stripe`,
      payments: secrets.payments ?? `redress/${stage}/payments-webhook`,
      carrier: secrets.carrier ?? `redress/${stage}/carrier-webhook`,
      escalation: secrets.escalation ?? `redress/${stage}/escalation-webhook`,
    },
  };
}

const known: Readonly<Record<string, Omit<StageSettings, 'stage'>>> = {
  local: {
    mailFrom: 'returns@shop.example',
    publicUrl: 'http://localhost:4100',
    payments: 'local',
    escalationUrl: 'http://webhooks.local',
  },
  dev: { mailFrom: 'returns@shop.example', publicUrl: 'https://returns.shop.example', payments: 'stripe', busName: 'redress-dev' },
};

/** The settings of a stage by its name, with what the caller knows better. */
export function stageNamed(stage: string, overrides: Partial<StageSettings> = {}): Stage {
  const settings = known[stage];
  if (!settings) throw new Error(`There is no stage "${stage}"; infra/stages.ts knows ${Object.keys(known).join(', ')}.`);
  return readStage({ ...settings, ...overrides, stage });
}
