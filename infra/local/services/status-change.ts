import type { Execution } from '../states/execution.ts';

const text = (value: unknown) => (value === undefined ? null : JSON.stringify(value));

/** The event that Step Functions puts on the default bus when an execution starts or ends. */
export function statusChange(execution: Execution): { source: string; detailType: string; detail: unknown; resources: readonly string[] } {
  return {
    source: 'aws.states',
    detailType: 'Step Functions Execution Status Change',
    resources: [execution.arn],
    detail: {
      executionArn: execution.arn,
      stateMachineArn: execution.machineArn,
      name: execution.name,
      status: execution.status,
      startDate: execution.startedAt,
      stopDate: execution.stoppedAt ?? null,
      input: text(execution.input),
      inputDetails: { included: true },
      output: text(execution.output),
      outputDetails: execution.output === undefined ? null : { included: true },
      error: execution.error ?? null,
      cause: execution.cause ?? null,
    },
  };
}
