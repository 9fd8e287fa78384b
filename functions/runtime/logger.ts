import { Logger } from '@aws-lambda-powertools/logger';
import { settings } from './settings.ts';
import { currentTrace } from './trace.ts';

/** Every sentence that a function may log, with its level. */
const messages = {
  'task done': 'info',
  'task failed': 'error',
  'event handled': 'info',
  'event failed': 'error',
  'schedule done': 'info',
  'schedule failed': 'error',
  'request answered': 'info',
  'request failed': 'error',
  'records relayed': 'info',
  'record relayed': 'info',
  'records failed': 'error',
  'mail sent': 'info',
  'mail skipped': 'info',
  'workflow resumed': 'info',
  'token dropped': 'warn',
  'move overtaken': 'info',
  'decision refused': 'warn',
  'clock rang': 'info',
  'clocks looked at': 'info',
  'deadlines not counted': 'error',
  'deadlines reviewed': 'info',
  'approvals reviewed': 'info',
  'clock escalated': 'info',
  'colleagues told': 'info',
  'ring needs nobody': 'info',
  'credit spent': 'info',
  'exchange answered': 'info',
  'refund requested': 'info',
  'refund answered': 'info',
  'refund made elsewhere': 'warn',
  'payment differs': 'error',
  'payments compared': 'info',
  'payment not compared': 'error',
  'account erased': 'info',
  'webhook refused': 'warn',
  'webhook repeated': 'info',
  'slack told': 'info',
  'slack refused': 'warn',
  'slack unavailable': 'warn',
  'orders imported': 'info',
  'customer erased': 'info',
  'handed to a person': 'warn',
} as const;
export type LogMessage = keyof typeof messages;

/** What may stand beside a message: ids, kinds and figures. Never addresses, tokens, codes or texts. */
export interface LogFields {
  readonly caseId?: string;
  readonly version?: number;
  readonly type?: string;
  readonly eventId?: string;
  readonly executionName?: string;
  readonly refundId?: string;
  readonly approvalId?: string;
  /** Stands for a colleague. */
  readonly personId?: string;
  readonly clockId?: string;
  readonly question?: string;
  readonly route?: string;
  readonly status?: number | string;
  readonly count?: number;
  readonly durationMs?: number;
  /** An error's name, never its message: messages quote what people typed. */
  readonly error?: string;
  /** Where an unexpected error was thrown: stack frames without the message. */
  readonly frames?: readonly string[];
}

/** The fields that are written. Whatever else somebody hands over, through a cast or a spread, stays out of the logs. */
const listed: Readonly<Record<keyof LogFields, true>> = {
  caseId: true,
  version: true,
  type: true,
  eventId: true,
  executionName: true,
  refundId: true,
  approvalId: true,
  personId: true,
  clockId: true,
  question: true,
  route: true,
  status: true,
  count: true,
  durationMs: true,
  error: true,
  frames: true,
};

let logger: Logger | undefined;

/** Logs one sentence of the catalogue as a JSON line. */
export function log(message: LogMessage, fields: LogFields = {}): void {
  const { stage, functionName } = settings();
  logger ??= new Logger({ serviceName: 'redress', logLevel: 'INFO', environment: stage });
  const written = Object.fromEntries(Object.entries(fields).filter(([name]) => name in listed));
  logger[messages[message]](message, { ...written, function: functionName, traceId: currentTrace() });
}

/** The fields of an unexpected error: its name and where it came from, without its message. */
export function errorFields(error: unknown): Pick<LogFields, 'error' | 'frames'> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { error: error.name, frames: frames.slice(0, 4).map((line) => line.trim().slice(0, 160)) };
}
