/** Why a state failed, as plain data: survives in the execution. */
export interface Failure {
  error: string;
  cause?: string;
  /** The field whose expression failed, such as `Output/total`. */
  location?: string;
  /** A heartbeat was missed: reported as States.Timeout, but also caught as States.HeartbeatTimeout. */
  heartbeat?: true;
  /** The engine found it, not a task or a Fail state: the cause is told with state and event id, as AWS does. */
  own?: true;
}

/** Thrown while a state runs; `Retry` and `Catch` of the state decide what becomes of it. */
export class StateFailed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(`${failure.error}: ${failure.cause ?? ''}`);
    this.name = 'StateFailed';
    this.failure = failure;
  }
}

/** An expression that could not be evaluated, with the field it stands in; AWS lets Retry and Catch see it. */
export function queryEvaluationError(location: string, cause: string): StateFailed {
  return new StateFailed({ error: 'States.QueryEvaluationError', cause, location, own: true });
}
