import { AsyncLocalStorage } from 'node:async_hooks';
import { Console } from 'node:console';
import type { Chance } from '../chance.ts';
import type { SystemClock } from '../clock.ts';
import type { Faults } from '../faults.ts';
import type { LogSink } from '../log-sink.ts';
import { type LambdaHandler, loadBundle } from '../sandbox/load-bundle.ts';
import { shadowCrypto } from '../sandbox/shadow-crypto.ts';
import { shadowDate } from '../sandbox/shadow-date.ts';
import { shadowGlobal } from '../sandbox/shadow-global.ts';
import { shadowProcess } from '../sandbox/shadow-process.ts';
import { serviceError } from '../service-error.ts';
import { functionNameOf } from '../template/identities.ts';
import type { FunctionModel } from '../template/model.ts';
import { type Answer, answeringPlugin, CLIENT_PLUGINS } from './client-plugin.ts';
import { functionErrorOf, type Invocation } from './function-error.ts';
import { lambdaEnvironment } from './lambda-environment.ts';

/** What functions find around them. */
export interface LambdaWorld {
  readonly clock: SystemClock;
  readonly chance: Chance;
  readonly faults: Faults;
  readonly logs: LogSink;
  readonly endpoint: string;
  /** Answers AWS calls and `fetch` of one function. */
  answerFor(by: string): Answer;
  fetchFor(by: string): typeof fetch;
}

interface Running {
  readonly requestId: string;
  readonly skewMs: number;
}

/** The functions of the templates: loaded when first called, each under its own environment. One instance serves all calls. */
export class Lambda {
  private readonly world: LambdaWorld;
  private readonly byName = new Map<string, FunctionModel>();
  private readonly handlers = new Map<string, LambdaHandler>();
  private readonly running = new AsyncLocalStorage<Running>();

  constructor(functions: readonly FunctionModel[], world: LambdaWorld) {
    this.world = world;
    for (const each of functions) this.byName.set(each.name, each);
    // The construct's name works as well, unless two functions share it.
    for (const each of functions) if (!this.byName.has(each.short)) this.byName.set(each.short, each);
  }

  get all(): FunctionModel[] {
    return [...new Set(this.byName.values())];
  }

  /** By name, construct name or ARN, with or without alias. Throws ResourceNotFoundException. */
  find(reference: string): FunctionModel {
    const found = this.byName.get(functionNameOf(reference));
    if (found === undefined) throw serviceError('ResourceNotFoundException', `Function not found: ${reference}`, 404);
    return found;
  }

  /** Runs a function to its end; never throws for what the function did. */
  async invoke(model: FunctionModel, event: unknown): Promise<Invocation> {
    const skew = this.world.faults.strike({ by: model.short, service: 'clock', operation: model.short }, ['skew']);
    const running = { requestId: this.world.chance.bytes(16).toString('hex'), skewMs: (skew?.seconds ?? 0) * 1000 };
    const limit = timeoutAfter(model, running.requestId);
    try {
      const work = this.running.run(running, async () =>
        this.handler(model)(structuredClone(event), this.contextOf(model, running.requestId)),
      );
      const output = await Promise.race([work, limit.expired]);
      if (isTimedOut(output)) return { ok: false, error: output.timedOut };
      // What cannot be JSON (undefined) becomes null, as the runtime's answer does.
      return { ok: true, output: output === undefined ? null : JSON.parse(JSON.stringify(output)) };
    } catch (error) {
      const failed = functionErrorOf(error);
      this.world.logs.add(model.short, JSON.stringify({ level: 'ERROR', message: 'Invoke Error', ...failed }), 'error');
      return { ok: false, error: failed };
    } finally {
      limit.clear();
    }
  }

  private handler(model: FunctionModel): LambdaHandler {
    const loaded = this.handlers.get(model.name);
    if (loaded !== undefined) return loaded;
    const { clock, chance, logs, endpoint } = this.world;
    const now = () => clock.now() + (this.running.getStore()?.skewMs ?? 0);
    const trace = () => `Root=1-${this.running.getStore()?.requestId ?? '0'};Sampled=0`;
    const shadow = shadowProcess(lambdaEnvironment(model, endpoint, trace), (line, level) => logs.add(model.short, line, level));
    const random = shadowCrypto(chance);
    const globals: Record<string, unknown> = {
      process: shadow,
      Date: shadowDate(now),
      Math: Object.create(Math, { random: { value: () => chance.next() } }),
      crypto: random.global,
      console: new Console(shadow.stdout, shadow.stderr),
      fetch: this.world.fetchFor(model.short),
    };
    const shared = shadowGlobal({ ...globals, [CLIENT_PLUGINS]: [answeringPlugin(this.world.answerFor(model.short))] });
    const handler = loadBundle(model.code, model.handler, {
      globals: { ...globals, globalThis: shared, global: shared },
      modules: { crypto: random.module, process: shadow },
    });
    this.handlers.set(model.name, handler);
    return handler;
  }

  private contextOf(model: FunctionModel, awsRequestId: string): object {
    const deadline = this.world.clock.now() + model.timeoutSeconds * 1000;
    return {
      awsRequestId,
      functionName: model.name,
      functionVersion: '1',
      invokedFunctionArn: `${model.arn}:live`,
      memoryLimitInMB: String(model.memoryMb),
      logGroupName: `/aws/lambda/${model.name}`,
      logStreamName: 'local',
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => deadline - this.world.clock.now(),
    };
  }
}

interface TimedOut {
  readonly timedOut: { errorType: string; errorMessage: string };
}

const isTimedOut = (value: unknown): value is TimedOut => typeof value === 'object' && value !== null && 'timedOut' in value;

function timeoutAfter({ timeoutSeconds }: FunctionModel, requestId: string): { expired: Promise<TimedOut>; clear: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
  const expired = new Promise<TimedOut>((resolve) => {
    timer = setTimeout(() => resolve({ timedOut: { errorType: 'Sandbox.Timedout', errorMessage } }), timeoutSeconds * 1000);
  });
  return { expired, clear: () => clearTimeout(timer) };
}
