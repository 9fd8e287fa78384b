/** One evaluation that succeeded: the expression, the field where it stands, what it saw and what it gave. */
export interface Evaluation {
  readonly source: string;
  readonly field: string;
  readonly bindings: Readonly<Record<string, unknown>>;
  readonly result: unknown;
}

const listeners = new Set<(evaluation: Evaluation) => void>();

/** Calls `listener` after each evaluation in this process, for recording; the answer ends it. */
export function hearEvaluations(listener: (evaluation: Evaluation) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Tells those who listen, mostly nobody. */
export function tellEvaluation(evaluation: Evaluation): void {
  for (const listener of listeners) listener(evaluation);
}
