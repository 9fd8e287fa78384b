import type { SystemClock } from '../clock.ts';
import type { Job, Outcome, RunQueue } from '../run-queue.ts';
import type { RuleModel, TargetModel } from '../template/model.ts';
import { TemplateError } from '../template/template.ts';
import type { SendTo } from './asynchronous.ts';
import { targetInput } from './target-input.ts';

interface Start {
  readonly rule: string;
  readonly target: TargetModel;
  readonly input: unknown;
  readonly event: unknown;
  readonly since: number;
}

/** What a rule's targets are handed to. */
export interface TargetServices {
  invokeLater(functionName: string, event: unknown): void;
  /** Starts an execution in the transaction under way; throws what the service would. */
  startExecution(machineArn: string, input: unknown): void;
  sendTo: SendTo;
}

/** Deliveries from rules to their targets: at least once, retried as the target says, then to its dead letters. */
export class Targets {
  private readonly queue: RunQueue;
  private readonly clock: SystemClock;
  private readonly services: TargetServices;

  constructor(queue: RunQueue, clock: SystemClock, services: TargetServices) {
    this.queue = queue;
    this.clock = clock;
    this.services = services;
    queue.handlers.set('start', (job) => this.start(job));
  }

  /** Joins the transaction under way. */
  deliver(rule: RuleModel, event: unknown): void {
    for (const target of rule.targets) {
      const input = targetInput(target, event);
      const service = target.arn.split(':')[2];
      if (service === 'lambda') this.services.invokeLater(target.arn, input);
      else if (service === 'sqs') this.services.sendTo(target.arn, input);
      else if (service === 'states') {
        const start: Start = { rule: rule.name, target, input, event, since: this.clock.now() };
        this.queue.add({ kind: 'start', payload: start });
      } else throw new TemplateError(`Rule "${rule.name}": the local cloud does not know targets like ${target.arn}`);
    }
  }

  private start({ payload, attempts }: Job): Outcome {
    const { target, input, event, since, rule } = payload as Start;
    try {
      this.services.startExecution(target.arn, input);
      return {};
    } catch (error) {
      const againAt = this.clock.now() + Math.min(60_000, 1000 * 2 ** Math.min(attempts, 6));
      if (attempts < target.retries && againAt - since <= target.maxAgeSeconds * 1000) return { againAt };
      const reason = error instanceof Error ? error : new Error(String(error));
      const letter = { rule, target: target.arn, errorCode: reason.name, errorMessage: reason.message, event };
      return { commit: () => (target.deadLetters === undefined ? undefined : this.services.sendTo(target.deadLetters, letter)) };
    }
  }
}
