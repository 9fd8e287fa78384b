import type { Guard } from '../guarded.ts';
import type { Job, Outcome, RunQueue } from '../run-queue.ts';
import type { Happening } from '../states/commands.ts';
import { guardedInvoke } from './asynchronous.ts';
import type { Answer } from './client-plugin.ts';
import type { Invocation } from './function-error.ts';
import type { Lambda } from './lambda.ts';
import { callOf } from './task-resource.ts';
import type { TaskCall, Workflows } from './workflows.ts';

/** The calls that workflows make: a function, or a service directly. One that a crash interrupted is made again. */
export class WorkflowTasks {
  private readonly of: { queue: RunQueue; guard: Guard; lambda: Lambda; workflows: Workflows; answer: Answer };

  constructor(of: WorkflowTasks['of']) {
    this.of = of;
    of.queue.handlers.set('task', (job) => this.run(job));
  }

  private async run({ payload }: Job): Promise<Outcome> {
    const { execution, command } = payload as TaskCall;
    const happening = await this.call(command);
    return { commit: () => this.of.workflows.happen(execution, happening) };
  }

  private async call({ id, resource, arguments: given, waitForToken }: TaskCall['command']): Promise<Happening> {
    const call = callOf(resource, given);
    if (call.to === 'service') return this.askService(id, call, waitForToken);
    const result = await guardedInvoke(this.of.guard, this.of.lambda, this.of.lambda.find(call.functionName), call.payload);
    if (!result.ok) return failureOf(id, result);
    const output = call.wrapped ? { ExecutedVersion: '1', Payload: result.output, StatusCode: 200 } : result.output;
    return waitForToken ? { kind: 'submitted', id, output } : { kind: 'answered', id, output };
  }

  private async askService(
    id: string,
    call: { client: string; service: string; operation: string; input: unknown },
    waitForToken: boolean,
  ): Promise<Happening> {
    try {
      const output = await this.of.answer(call.client, call.operation, call.input as Record<string, unknown>);
      return waitForToken ? { kind: 'submitted', id, output } : { kind: 'answered', id, output };
    } catch (error) {
      const { name, message } = error as Error;
      return { kind: 'failed', id, error: `${call.service}.${name}`, cause: message };
    }
  }
}

function failureOf(id: string, { error }: Extract<Invocation, { ok: false }>): Happening {
  const { errorType, errorMessage, trace } = error;
  return {
    kind: 'failed',
    id,
    error: errorType,
    cause: JSON.stringify({ errorType, errorMessage, ...(trace === undefined ? {} : { trace }) }),
  };
}
