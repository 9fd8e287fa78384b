import { serviceError } from '../service-error.ts';
import type { Execution } from '../states/execution.ts';
import type { Store } from '../store.ts';
import type { Workflows } from './workflows.ts';

type Input = Record<string, unknown>;

/** The part of the Step Functions API that functions may call. Throws what the service throws. */
export class StepFunctionsApi {
  private readonly store: Store;
  private readonly workflows: Workflows;

  constructor(store: Store, workflows: Workflows) {
    this.store = store;
    this.workflows = workflows;
  }

  perform(operation: string, input: Input): object {
    switch (operation) {
      case 'StartExecution':
        return this.start(input);
      case 'StopExecution':
        return this.stop(input);
      case 'DescribeExecution':
        return describe(this.execution(String(input.executionArn)));
      case 'GetExecutionHistory':
        return { events: this.execution(String(input.executionArn)).history };
      case 'SendTaskSuccess':
        return this.answer(input, (id) => ({ kind: 'answered', id, output: readJson(input.output) }));
      case 'SendTaskFailure':
        return this.answer(input, (id) => ({
          kind: 'failed',
          id,
          error: String(input.error ?? ''),
          ...(input.cause === undefined ? {} : { cause: String(input.cause) }),
        }));
      case 'SendTaskHeartbeat':
        return this.answer(input, (id) => ({ kind: 'heartbeat', id }), false);
      default:
        throw serviceError('UnknownOperationException', `The local cloud does not know Step Functions' ${operation}`);
    }
  }

  /** Ends an execution by hand. */
  abort(execution: Execution, error?: string, cause?: string): void {
    if (execution.status !== 'RUNNING') return;
    this.store.transaction(() =>
      this.workflows.happen(execution.arn, {
        kind: 'aborted',
        ...(error === undefined ? {} : { error }),
        ...(cause === undefined ? {} : { cause }),
      }),
    );
  }

  private start({ stateMachineArn, name, input }: Input): object {
    let read: unknown;
    try {
      read = JSON.parse(String(input ?? '{}'));
    } catch {
      throw serviceError('InvalidExecutionInput', 'Invalid State Machine Execution Input');
    }
    if (name !== undefined && !/^[\w.-]{1,80}$/.test(String(name))) throw serviceError('InvalidName', `Invalid Name: '${String(name)}'`);
    const execution = this.workflows.start(String(stateMachineArn), read, name === undefined ? undefined : String(name));
    return { executionArn: execution.arn, startDate: new Date(execution.startedAt) };
  }

  private stop({ executionArn, error, cause }: Input): object {
    const execution = this.execution(String(executionArn));
    this.abort(execution, error === undefined ? undefined : String(error), cause === undefined ? undefined : String(cause));
    return { stopDate: new Date(execution.stoppedAt ?? execution.startedAt) };
  }

  private execution(executionArn: string): Execution {
    const found = this.workflows.executions.find(executionArn);
    if (found === undefined) throw serviceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
    return found;
  }

  /** A token that was never given out is invalid; one whose task has ended, however it ended, timed out. */
  private answer({ taskToken }: Input, happening: (id: string) => Parameters<Workflows['happen']>[1], last = true): object {
    const token = String(taskToken ?? '');
    const { executions } = this.workflows;
    const found = executions.token(token);
    if (found === undefined) throw serviceError('InvalidToken', "Invalid Token: 'Invalid token'");
    const execution = executions.find(found.execution);
    if (execution === undefined) throw serviceError('TaskDoesNotExist', "Task does not exist: 'Provided task does not exist anymore'");
    if (found.state !== 'open' || execution.status !== 'RUNNING')
      throw serviceError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
    const what = happening(found.invocation);
    this.store.transaction(() => {
      if (last) executions.spendToken(token);
      this.workflows.happen(found.execution, what);
    });
    return {};
  }
}

function readJson(output: unknown): unknown {
  try {
    return JSON.parse(String(output));
  } catch {
    throw serviceError('InvalidOutput', "Invalid Output: 'Syntax error in output'");
  }
}

function describe(execution: Execution): object {
  const { arn, machineArn, name, status, startedAt, stoppedAt, input, output, error, cause } = execution;
  return {
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    status,
    startDate: new Date(startedAt),
    ...(stoppedAt === undefined ? {} : { stopDate: new Date(stoppedAt) }),
    input: JSON.stringify(input),
    inputDetails: { included: true },
    ...(output === undefined ? {} : { output: JSON.stringify(output), outputDetails: { included: true } }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
}
