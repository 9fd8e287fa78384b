import type * as z from 'zod';
import { configuration } from '../redress.config.ts';
import { explain } from './configuration/explain.ts';
import { contradictions, Settings } from './configuration/settings.ts';

export type StageSettings = z.input<typeof Settings>;
/** One deployment, as redress.config.ts describes it. */
export type StageConfiguration = Omit<StageSettings, 'stage'>;
/** What redress.config.ts holds: the stages that can be deployed, by their names. */
export interface Configuration {
  readonly stages: Readonly<Record<string, StageConfiguration>>;
}
export type Stage = Omit<Settings, 'mailIdentity' | 'publicUrl' | 'secrets'> & {
  /** The SES identity that sends. */
  readonly mailIdentity: string;
  /** Where customers reach the pages, without a slash at the end; links in mails start with it. */
  readonly publicUrl: string;
  /** The names of secrets in Secrets Manager. */
  readonly secrets: Readonly<Record<'stripe' | 'payments' | 'carrier' | 'escalation' | 'slack', string>>;
};

/** The settings of a stage by its name, with what the caller knows better. Throws an Error that names each wrong field. */
export function stageNamed(stage: string, overrides: Partial<StageSettings> = {}, { stages } = configuration): Stage {
  const settings = stage === 'local' ? local : stages[stage];
  if (!settings) throw new Error(`There is no stage "${stage}"; redress.config.ts has ${['local', ...Object.keys(stages)].join(', ')}.`);
  const problems = [...quarrels(stages), ...problemsOf({ ...settings, ...overrides, stage })];
  if (problems.length > 0) throw new Error(`redress.config.ts cannot be deployed:\n- ${problems.join('\n- ')}`);
  return filledIn(Settings.parse({ ...settings, ...overrides, stage }));
}

/** The stage that runs on one machine: the local cloud serves pages itself, and nothing stands before its API. */
const local: StageConfiguration = {
  mailFrom: 'returns@shop.example',
  publicUrl: 'http://localhost:4100',
  payments: 'local',
  escalationUrl: 'http://webhooks.local',
  slack: { team: 'T0LOCAL', app: 'A0LOCAL' },
  edge: 'off',
};

function problemsOf(settings: StageSettings): string[] {
  const where = ['stages', settings.stage];
  const read = Settings.safeParse(settings);
  if (!read.success) return explain(read.error, settings, where, Object.keys(Settings.shape));
  return contradictions(read.data).map(({ path, write }) => `${[...where, ...path].join('.')}: ${write}`);
}

/** What two stages of one account cannot share. */
function quarrels(stages: Configuration['stages']): string[] {
  if ('local' in stages) return ['stages.local: write another name: local is the stage of npm start'];
  const taken = new Map<string, string>();
  return Object.entries(stages).flatMap(([stage, { busName = 'redress', account = '', region = '' }]) => {
    const place = [busName, account, region].join();
    const other = taken.get(place);
    if (other === undefined) taken.set(place, stage);
    return other === undefined
      ? []
      : [`stages.${stage}.busName: write another name, as redress-${stage}: the stage ${other} of the same account has ${busName}`];
  });
}

function filledIn(settings: Settings): Stage {
  const { stage, mailFrom, secrets, domain } = settings;
  const secretOf = (what: string): string => `redress/${stage}/${what}`;
  return {
    ...settings,
    publicUrl: (domain ? `https://${domain.name}` : settings.publicUrl!).replace(/\/$/, ''),
    mailIdentity: settings.mailIdentity ?? mailFrom.split('@')[1]!,
    secrets: {
      stripe: secrets.stripe ?? secretOf('stripe'),
      payments: secrets.payments ?? secretOf('payments-webhook'),
      carrier: secrets.carrier ?? secretOf('carrier-webhook'),
      escalation: secrets.escalation ?? secretOf('escalation-webhook'),
      slack: secrets.slack ?? secretOf('slack'),
    },
  };
}
