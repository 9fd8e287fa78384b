import type { Cloud } from '../cloud.ts';
import type { Execution } from '../states/execution.ts';
import type { HistoryEvent } from '../states/history.ts';

const CARRIES = new Set([
  'input',
  'output',
  'parameters',
  'inputDetails',
  'outputDetails',
  'assignedVariables',
  'assignedVariablesDetails',
]);

/** A history event without the data that travelled. */
function withoutData(event: HistoryEvent): HistoryEvent {
  const entries = Object.entries(event).map(([name, value]) => {
    if (typeof value !== 'object' || value === null) return [name, value] as const;
    return [name, Object.fromEntries(Object.entries(value).filter(([member]) => !CARRIES.has(member)))] as const;
  });
  return Object.fromEntries(entries) as unknown as HistoryEvent;
}

/** An execution as `/local/executions.json` gives it. */
export function showExecution(cloud: Cloud, execution: Execution, data: boolean): object {
  const { name, status, startedAt, stoppedAt, history, input, output, error, cause } = execution;
  return {
    workflow: cloud.workflows.machine(execution.machineArn).short,
    name,
    status,
    startedAt: new Date(startedAt).toISOString(),
    stoppedAt: stoppedAt === undefined ? null : new Date(stoppedAt).toISOString(),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined || !data ? {} : { cause }),
    ...(data ? { input, ...(output === undefined ? {} : { output }) } : {}),
    history: data ? history : history.map(withoutData),
  };
}
