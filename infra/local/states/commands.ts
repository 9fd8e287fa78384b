/**
 * What the host must do after an advance. `timer` with an id already set replaces that timer; `at` is in epoch milliseconds.
 * `cancel` takes back a timer or an invocation (whose late answer would be ignored anyway). Ids are unique within one execution.
 */
export type Command =
  | { kind: 'invoke'; id: string; state: string; resource: string; arguments: unknown; token?: string; waitForToken: boolean }
  | { kind: 'timer'; id: string; at: number }
  | { kind: 'cancel'; id: string };

/**
 * What happened to an execution. `submitted` says that the call of a `.waitForTaskToken` task returned; `answered`, `failed`
 * and `heartbeat` carry the id of the invocation, `timer` that of the timer.
 */
export type Happening =
  | { kind: 'started' }
  | { kind: 'submitted'; id: string; output: unknown }
  | { kind: 'answered'; id: string; output: unknown }
  | { kind: 'failed'; id: string; error: string; cause?: string }
  | { kind: 'timer'; id: string }
  | { kind: 'heartbeat'; id: string }
  | { kind: 'aborted'; error?: string; cause?: string };
