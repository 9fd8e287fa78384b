/** A number, or an expression `{% … %}` that yields one. */
export type NumberField = number | string;

/** What a state, a choice rule or a catcher does when it is left: variables, output, where to. */
export interface Leaving {
  Comment?: string;
  Assign?: Record<string, unknown>;
  Output?: unknown;
  Next?: string;
  End?: boolean;
}

/** One entry of `Retry`; durations in seconds, `ErrorEquals` literal. */
export interface Retrier {
  Comment?: string;
  ErrorEquals: string[];
  IntervalSeconds?: number;
  MaxAttempts?: number;
  BackoffRate?: number;
  MaxDelaySeconds?: number;
  JitterStrategy?: 'FULL' | 'NONE';
}

/** One entry of `Catch`; its `Output` and `Assign` may read `$states.errorOutput`. */
export interface Catcher extends Leaving {
  ErrorEquals: string[];
}

/** A state that may retry and catch errors: Task, Parallel, Map. */
export interface Guarded {
  Retry?: Retrier[];
  Catch?: Catcher[];
}

/** One rule of a Choice state: the first whose `Condition` is true decides. */
export interface ChoiceRule extends Leaving {
  Condition: boolean | string;
  Next: string;
}

export interface PassState extends Leaving {
  Type: 'Pass';
}
export interface SucceedState extends Leaving {
  Type: 'Succeed';
}
export interface FailState extends Leaving {
  Type: 'Fail';
  Error?: string;
  Cause?: string;
}
export interface ChoiceState extends Leaving {
  Type: 'Choice';
  Choices: ChoiceRule[];
  Default?: string;
}
export interface WaitState extends Leaving {
  Type: 'Wait';
  Seconds?: NumberField;
  Timestamp?: string;
}
export interface TaskState extends Leaving, Guarded {
  Type: 'Task';
  Resource: string;
  Arguments?: unknown;
  TimeoutSeconds?: NumberField;
  HeartbeatSeconds?: NumberField;
}
export interface ParallelState extends Leaving, Guarded {
  Type: 'Parallel';
  Branches: Scope[];
  Arguments?: unknown;
}
export interface MapState extends Leaving, Guarded {
  Type: 'Map';
  ItemProcessor: Scope;
  Items?: unknown;
  ItemSelector?: unknown;
  MaxConcurrency?: NumberField;
  ToleratedFailureCount?: NumberField;
  ToleratedFailurePercentage?: NumberField;
}

/** Any state of the Amazon States Language, in JSONata. */
export type State = PassState | SucceedState | FailState | ChoiceState | WaitState | TaskState | ParallelState | MapState;

/** States that see one another: the machine itself, one branch, or the processor of a Map. */
export interface Scope {
  StartAt: string;
  States: Record<string, State>;
}

/** A whole machine as `readDefinition` accepts it; `TimeoutSeconds` in seconds. */
export interface Definition extends Scope {
  Comment?: string;
  Version?: string;
  QueryLanguage?: 'JSONata';
  TimeoutSeconds?: number;
}

/** Standard executions may last a year and wait for people; Express ones end within five minutes. */
export type MachineType = 'STANDARD' | 'EXPRESS';
