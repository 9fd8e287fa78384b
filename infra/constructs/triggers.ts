import type { Duration } from 'aws-cdk-lib';
import { type EventBus, type EventPattern, Match, Schedule } from 'aws-cdk-lib/aws-events';
import type { EventDefinition } from '../../events/define-event.ts';

/** What makes a rule fire: a pattern on a bus (the account's default one unless named), or the time. */
export type Trigger = { readonly eventPattern: EventPattern; readonly eventBus?: EventBus } | { readonly schedule: Schedule };

/** Hears these events of our own log. */
export function hears(eventBus: EventBus, events: readonly EventDefinition[]): Trigger {
  return { eventBus, eventPattern: { source: ['redress'], detailType: events.flatMap((event) => event.pattern.detailType) } };
}

/**
 * Hears these events of our own log, of which the data has this field, or has it not. The field must be a leaf: EventBridge does not ask
 * for objects (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html, exists matching).
 */
export function hearsWith(eventBus: EventBus, events: readonly EventDefinition[], field: string, present: boolean): Trigger {
  const { eventPattern } = hears(eventBus, events) as { eventPattern: EventPattern };
  const leaf: Readonly<Record<string, unknown>> | readonly unknown[] = field
    .split('.')
    .reduceRight<Record<string, unknown> | unknown[]>(
      (inner, name) => ({ [name]: inner }),
      present ? Match.exists() : Match.doesNotExist(),
    );
  return { eventBus, eventPattern: { ...eventPattern, detail: { data: leaf } } };
}

/** Hears these events from whatever system of the shop sends them, never from our own log. */
export function hearsShop(eventBus: EventBus, events: readonly EventDefinition[]): Trigger {
  return {
    eventBus,
    eventPattern: { source: Match.anythingBut('redress'), detailType: events.flatMap((event) => event.pattern.detailType) },
  };
}

/** Hears that an execution of a state machine ended without succeeding; AWS says so on the default bus. */
export function hearsStopped(stateMachineArn: string): Trigger {
  return {
    eventPattern: {
      source: ['aws.states'],
      detailType: ['Step Functions Execution Status Change'],
      detail: { stateMachineArn: [stateMachineArn], status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
    },
  };
}

/** Fires again and again. */
export function every(time: Duration): Trigger {
  return { schedule: Schedule.rate(time) };
}
