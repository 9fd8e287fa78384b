import { readPattern } from '../services/event-pattern.ts';
import { listOf, membersOf, numberOf, textOf } from './members.ts';
import type { RuleModel, TargetModel } from './model.ts';
import { refuseUnknown, TARGET_MEMBERS } from './properties.ts';
import type { Resolved } from './resolve-stacks.ts';
import { TemplateError } from './template.ts';

const UNITS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** A rule with its targets, or nothing for a disabled one. */
export function readRule({ name, identity, properties }: Resolved): RuleModel | undefined {
  if (properties.State === 'DISABLED') return undefined;
  const { EventPattern, ScheduleExpression, EventBusName } = properties;
  const pattern = typeof EventPattern === 'string' ? JSON.parse(EventPattern) : EventPattern;
  return {
    name,
    arn: String(identity.attributes.Arn),
    bus:
      String(EventBusName ?? 'default')
        .split('/')
        .at(-1) ?? 'default',
    ...(pattern === undefined ? {} : { pattern: readPattern(pattern) }),
    ...(ScheduleExpression === undefined ? {} : { everyMs: readRate(name, String(ScheduleExpression)) }),
    targets: listOf(properties, 'Targets').map((target) => readTarget(name, target)),
  };
}

function readRate(rule: string, expression: string): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (count === undefined || unit === undefined)
    throw new TemplateError(`Rule "${rule}": the local cloud knows rate(…) schedules, not ${expression}`);
  return Number(count) * (UNITS[unit] ?? 0);
}

function readTarget(rule: string, target: Record<string, unknown>): TargetModel {
  refuseUnknown(`Target of rule "${rule}"`, target, TARGET_MEMBERS);
  const { Input, InputPath, InputTransformer } = target;
  const retry = membersOf(target, 'RetryPolicy');
  const deadLetters = membersOf(target, 'DeadLetterConfig').Arn;
  const transformer = membersOf(target, 'InputTransformer');
  return {
    id: String(target.Id),
    arn: textOf(target, 'Arn', `Target of rule "${rule}"`),
    ...(Input === undefined ? {} : { input: JSON.parse(String(Input)) }),
    ...(InputPath === undefined ? {} : { inputPath: String(InputPath) }),
    ...(InputTransformer === undefined
      ? {}
      : {
          transformer: {
            paths: membersOf(transformer, 'InputPathsMap') as Record<string, string>,
            template: String(transformer.InputTemplate),
          },
        }),
    retries: numberOf(retry, 'MaximumRetryAttempts', 185),
    maxAgeSeconds: numberOf(retry, 'MaximumEventAgeInSeconds', 86_400),
    ...(deadLetters === undefined ? {} : { deadLetters: String(deadLetters) }),
  };
}
