import type { SystemClock } from '../clock.ts';
import type { Guard } from '../guarded.ts';
import type { Job, Outcome, RunQueue } from '../run-queue.ts';
import type { FunctionModel } from '../template/model.ts';
import { functionErrorOf, type Invocation } from './function-error.ts';
import type { Lambda } from './lambda.ts';

interface Pending {
  readonly functionName: string;
  readonly event: unknown;
  readonly since: number;
  readonly failures: number;
}

/** Sends what failed for good to a queue, function or bus. Joins the transaction under way. */
export type SendTo = (destination: string, message: unknown) => void;

/** A minute before the second attempt, two before the third, as Lambda waits. */
const WAITS = [60_000, 120_000];

/** Asynchronous invocations: at least once, retried, then given to the on-failure destination. */
export class AsynchronousInvocations {
  private readonly lambda: Lambda;
  private readonly queue: RunQueue;
  private readonly guard: Guard;
  private readonly clock: SystemClock;
  private readonly sendTo: SendTo;

  constructor(of: { lambda: Lambda; queue: RunQueue; guard: Guard; clock: SystemClock; sendTo: SendTo }) {
    this.lambda = of.lambda;
    this.queue = of.queue;
    this.guard = of.guard;
    this.clock = of.clock;
    this.sendTo = of.sendTo;
    this.queue.handlers.set('invoke', (job) => this.run(job));
  }

  /** Joins the transaction under way. */
  add(functionName: string, event: unknown): void {
    const pending: Pending = { functionName, event, since: this.clock.now(), failures: 0 };
    this.queue.add({ kind: 'invoke', payload: pending });
  }

  private async run({ payload }: Job): Promise<Outcome> {
    const pending = payload as Pending;
    const model = this.lambda.find(pending.functionName);
    const result = await guardedInvoke(this.guard, this.lambda, model, pending.event);
    if (result.ok) return {};
    const { retries, maxAgeSeconds, onFailure } = model.asynchronous;
    const againAt = this.clock.now() + (WAITS[pending.failures] ?? 120_000);
    if (pending.failures < retries && againAt - pending.since <= maxAgeSeconds * 1000) {
      return { againAt, payload: { ...pending, failures: pending.failures + 1 } };
    }
    if (onFailure === undefined) return {};
    const message = {
      version: '1.0',
      timestamp: new Date(this.clock.now()).toISOString(),
      requestContext: { functionArn: `${model.arn}:live`, condition: 'RetriesExhausted', approximateInvokeCount: pending.failures + 1 },
      requestPayload: pending.event,
      responseContext: { statusCode: 200, functionError: 'Unhandled' },
      responsePayload: result.error,
    };
    return { commit: () => this.sendTo(onFailure, message) };
  }
}

/** An invocation that faults may strike: refused it crashes, timed out before it never runs, after it ran its answer is lost; `duplicate` runs it twice. */
export async function guardedInvoke(guard: Guard, lambda: Lambda, model: FunctionModel, event: unknown): Promise<Invocation> {
  const effect = { by: model.short, service: 'functions', operation: 'Invoke' };
  try {
    guard.before(effect);
    if (guard.faults.strike(effect, ['duplicate'])) await lambda.invoke(model, event);
    const result = await lambda.invoke(model, event);
    guard.after(effect);
    return result;
  } catch (error) {
    const { errorType, ...rest } = functionErrorOf(error);
    const known: Record<string, string> = {
      TimeoutError: 'Sandbox.Timedout',
      AccessDeniedException: 'Runtime.ExitError',
      TooManyRequestsException: 'Lambda.TooManyRequestsException',
    };
    return { ok: false, error: { ...rest, errorType: known[errorType] ?? errorType } };
  }
}
