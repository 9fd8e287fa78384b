import type { State } from './definition.ts';

const EVERYWHERE = ['Type', 'Comment', 'QueryLanguage'];
const ONWARD = [...EVERYWHERE, 'Assign', 'Output', 'Next', 'End'];
const GUARDED = [...ONWARD, 'Retry', 'Catch'];

/** The fields that each type of state knows; anything else in a definition is an error. */
export const STATE_FIELDS: Record<State['Type'], readonly string[]> = {
  Pass: ONWARD,
  Succeed: [...EVERYWHERE, 'Output'],
  Fail: [...EVERYWHERE, 'Error', 'Cause'],
  Choice: [...EVERYWHERE, 'Choices', 'Default', 'Assign', 'Output'],
  Wait: [...ONWARD, 'Seconds', 'Timestamp'],
  Task: [...GUARDED, 'Resource', 'Arguments', 'TimeoutSeconds', 'HeartbeatSeconds'],
  Parallel: [...GUARDED, 'Branches', 'Arguments'],
  Map: [...GUARDED, 'Items', 'ItemSelector', 'ItemProcessor', 'MaxConcurrency', 'ToleratedFailureCount', 'ToleratedFailurePercentage'],
};

export const MACHINE_FIELDS: readonly string[] = ['Comment', 'QueryLanguage', 'Version', 'TimeoutSeconds', 'StartAt', 'States'];
export const SCOPE_FIELDS: readonly string[] = ['Comment', 'StartAt', 'States'];
export const PROCESSOR_FIELDS: readonly string[] = [...SCOPE_FIELDS, 'ProcessorConfig'];
export const RULE_FIELDS: readonly string[] = ['Comment', 'Condition', 'Next', 'Assign', 'Output'];
export const CATCHER_FIELDS: readonly string[] = ['Comment', 'ErrorEquals', 'Next', 'Assign', 'Output'];
export const RETRIER_FIELDS: readonly string[] = [
  'Comment',
  'ErrorEquals',
  'IntervalSeconds',
  'MaxAttempts',
  'BackoffRate',
  'MaxDelaySeconds',
  'JitterStrategy',
];

const JSONPATH_CURES: Record<string, string> = {
  InputPath: 'use Arguments, or $states.input in an expression',
  Parameters: 'use Arguments',
  ResultSelector: 'use Output with $states.result',
  ResultPath: 'use Output or Assign',
  OutputPath: 'use Output',
  Result: 'use Output',
  Variable: 'use Condition',
  ItemsPath: 'use Items',
  MaxConcurrencyPath: 'use MaxConcurrency with an expression',
  ToleratedFailureCountPath: 'use ToleratedFailureCount with an expression',
  ToleratedFailurePercentagePath: 'use ToleratedFailurePercentage with an expression',
  TimeoutSecondsPath: 'use TimeoutSeconds with an expression',
  HeartbeatSecondsPath: 'use HeartbeatSeconds with an expression',
  SecondsPath: 'use Seconds with an expression',
  TimestampPath: 'use Timestamp with an expression',
  ErrorPath: 'use Error with an expression',
  CausePath: 'use Cause with an expression',
};
const DISTRIBUTED = ['ItemReader', 'ItemBatcher', 'ResultWriter', 'Label'];

/** Says, for a field that is not known, why and what to write instead. */
export function explainUnknown(field: string, known: readonly string[]): string {
  const cure = JSONPATH_CURES[field];
  if (cure !== undefined) return `belongs to JSONPath, but this engine runs JSONata only: ${cure}`;
  if (DISTRIBUTED.includes(field)) return 'belongs to a DISTRIBUTED Map, which this engine does not run: use an INLINE Map without it';
  if (field === 'Iterator') return 'is the old name of ItemProcessor: rename it';
  return `is not known here: remove it or use one of ${known.join(', ')}`;
}
