import * as z from 'zod';

const Environment = z.object({
  CASES_TABLE: z.string().min(1).optional(),
  PEOPLE_TABLE: z.string().min(1).optional(),
  VAULT_TABLE: z.string().min(1).optional(),
  KEYS_TABLE: z.string().min(1).optional(),
  STAGE: z.string().default('local'),
  MAIL_FROM: z.string().optional(),
  PUBLIC_URL: z.string().optional(),
  LIMITS: z.enum(['on', 'off']).default('on'),
  PAYMENTS: z.enum(['local', 'stripe', 'none']).default('none'),
  PAYMENTS_URL: z.string().optional(),
  STRIPE_SECRET_NAME: z.string().optional(),
  STRIPE_API_BASE: z.string().optional(),
  WEBHOOK_SECRET_NAME: z.string().optional(),
  CARRIER_SECRET_NAME: z.string().optional(),
  ESCALATION_URL: z.string().optional(),
  ESCALATION_SECRET_NAME: z.string().optional(),
  USER_POOL_ID: z.string().optional(),
  USER_POOL_CLIENT_ID: z.string().optional(),
  USER_POOL_ISSUER: z.string().optional(),
  SLACK_TEAM: z.string().optional(),
  SLACK_APP: z.string().optional(),
  SLACK_CHANNEL: z.string().optional(),
  SLACK_API_URL: z.string().optional(),
  SLACK_SECRET_NAME: z.string().optional(),
  WHISPER_FUNCTION: z.string().optional(),
  UPLOADS_BUCKET: z.string().optional(),
  LOCALES: z.string().default('en,id'),
  EDGE_SECRET_NAME: z.string().optional(),
  BUS_NAME: z.string().optional(),
  /** `people,texts,uploads`: for how many days each is kept. */
  KEEP_DAYS: z.templateLiteral([z.int(), ',', z.int(), ',', z.int()]).default('1096,1096,400'),
  AWS_LAMBDA_FUNCTION_NAME: z.string().default('-'),
});
type Variable = keyof z.infer<typeof Environment>;

/** What a function is told by its environment. A setting that is read and was not given stops the function with the variable's name. */
export interface Settings {
  readonly casesTable: string;
  readonly peopleTable: string;
  readonly vaultTable: string;
  readonly keysTable: string;
  readonly stage: string;
  readonly functionName: string;
  readonly mailFrom: string;
  /** Where customers and colleagues find the pages, without a slash at the end. */
  readonly publicUrl: string;
  /** Are front-door limits counted? */
  readonly limits: boolean;
  readonly payments: 'local' | 'stripe' | 'none';
  readonly paymentsUrl: string;
  readonly stripeSecretName: string;
  /** Another endpoint than Stripe's own; undefined in production. */
  readonly stripeApiBase: string | undefined;
  readonly webhookSecretName: string;
  readonly carrierSecretName: string;
  /** Where deadlines are posted to; undefined: there is no webhook. */
  readonly escalationUrl: string | undefined;
  readonly escalationSecretName: string;
  /** The languages that customers are served in; the first for those who read none of them. */
  readonly locales: readonly string[];
  /** The secret that CloudFront shows; undefined: the API faces viewers itself. */
  readonly edgeSecretName: string | undefined;
  /** The user pool of colleagues, the one client that signs in, and the URL of the pool that stands in its tokens. */
  readonly userPoolId: string;
  readonly userPoolClientId: string;
  readonly userPoolIssuer: string;
  /** The shop's Slack; read only by functions that are deployed where there is one. */
  readonly slack: {
    readonly team: string;
    readonly app: string;
    /** A channel that sees every approval; undefined: direct messages only. */
    readonly channel: string | undefined;
    /** Another endpoint than Slack's own; undefined in production. */
    readonly apiUrl: string | undefined;
    readonly secretName: string;
    readonly whisperFunction: string;
  };
  readonly uploadsBucket: string;
  readonly busName: string;
  /** For how many days what kind of personal data is kept. */
  readonly retention: { readonly peopleDays: number; readonly textDays: number; readonly uploadDays: number };
}

/** Reads settings out of an environment. Throws ZodError for a value that is none of the known ones. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Environment.parse(environment);
  const need = (variable: Variable): string => {
    const value = given[variable];
    if (value === undefined) throw new Error(`${variable} is not set: give it to this function in its construct`);
    return value;
  };
  return {
    stage: given.STAGE,
    functionName: given.AWS_LAMBDA_FUNCTION_NAME,
    limits: given.LIMITS === 'on',
    payments: given.PAYMENTS,
    stripeApiBase: given.STRIPE_API_BASE,
    retention: retentionOf(given.KEEP_DAYS),
    escalationUrl: given.ESCALATION_URL,
    edgeSecretName: given.EDGE_SECRET_NAME,
    locales: given.LOCALES.split(','),
    get casesTable() {
      return need('CASES_TABLE');
    },
    get peopleTable() {
      return need('PEOPLE_TABLE');
    },
    get vaultTable() {
      return need('VAULT_TABLE');
    },
    get keysTable() {
      return need('KEYS_TABLE');
    },
    get mailFrom() {
      return need('MAIL_FROM');
    },
    get publicUrl() {
      return need('PUBLIC_URL').replace(/\/+$/, '');
    },
    get paymentsUrl() {
      return need('PAYMENTS_URL');
    },
    get stripeSecretName() {
      return need('STRIPE_SECRET_NAME');
    },
    get webhookSecretName() {
      return need('WEBHOOK_SECRET_NAME');
    },
    get carrierSecretName() {
      return need('CARRIER_SECRET_NAME');
    },
    get escalationSecretName() {
      return need('ESCALATION_SECRET_NAME');
    },
    get userPoolId() {
      return need('USER_POOL_ID');
    },
    get userPoolClientId() {
      return need('USER_POOL_CLIENT_ID');
    },
    get userPoolIssuer() {
      return need('USER_POOL_ISSUER');
    },
    slack: {
      channel: given.SLACK_CHANNEL,
      apiUrl: given.SLACK_API_URL,
      get team() {
        return need('SLACK_TEAM');
      },
      get app() {
        return need('SLACK_APP');
      },
      get secretName() {
        return need('SLACK_SECRET_NAME');
      },
      get whisperFunction() {
        return need('WHISPER_FUNCTION');
      },
    },
    get uploadsBucket() {
      return need('UPLOADS_BUCKET');
    },
    get busName() {
      return need('BUS_NAME');
    },
  };
}

function retentionOf(days: string): Settings['retention'] {
  const [peopleDays = 0, textDays = 0, uploadDays = 0] = days.split(',').map(Number);
  return { peopleDays, textDays, uploadDays };
}

let read: Settings | undefined;

/** This function's settings, read once. */
export function settings(): Settings {
  read ??= readSettings(process.env);
  return read;
}
