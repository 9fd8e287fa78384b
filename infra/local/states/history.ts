/** One event in the shape of GetExecutionHistory; `timestamp` is RFC 3339 UTC, inputs and outputs are JSON strings. */
export interface HistoryEvent {
  id: number;
  previousEventId: number;
  timestamp: string;
  type: string;
  [details: `${string}EventDetails`]: Record<string, unknown>;
}

/** The states that an execution went through, retries included: what AWS bills as state transitions. */
export function transitions(history: readonly HistoryEvent[]): number {
  const types = new Map(history.map((event) => [event.id, event.type]));
  return history.filter((event) => {
    if (event.type.endsWith('StateEntered')) return true;
    // The first attempt follows its StateEntered; every further one follows a failure.
    const attempt = /^(TaskScheduled|LambdaFunctionScheduled|ParallelStateStarted|MapStateStarted)$/.test(event.type);
    return attempt && !types.get(event.previousEventId)?.endsWith('StateEntered');
  }).length;
}
