import type { AdvanceRun } from './advance-run.ts';
import type { Strand } from './execution.ts';

const ABORTABLE = ['Task', 'Wait', 'Parallel', 'Map'];

/** The branches or iterations that run inside a strand's state, in the order in which they started. */
export function childrenOf(run: AdvanceRun, strand: Strand): Strand[] {
  return Object.values(run.execution.cursor.strands)
    .filter((other) => other.parent === strand.id)
    .sort((a, b) => a.index - b.index);
}

/** Ends everything inside a strand's state because of a failure told by the event `because`; the history says what was aborted. */
export function abortChildren(run: AdvanceRun, strand: Strand, because: number): void {
  const state = run.stateOf(strand);
  for (const child of childrenOf(run, strand)) {
    abortChildren(run, child, because);
    const type = run.stateOf(child).Type;
    if (child.enteredId > 0 && ABORTABLE.includes(type)) run.record(`${type}StateAborted`, because);
    if (state.Type === 'Map')
      run.record('MapIterationAborted', because, { mapIterationAbortedEventDetails: { name: strand.state, index: child.index } });
    cancelWaiting(run, child);
    delete run.execution.cursor.strands[child.id];
  }
}

/** Takes back what the host was asked for on behalf of a strand. */
export function cancelWaiting(run: AdvanceRun, strand: Strand): void {
  const waiting = strand.waiting;
  delete strand.waiting;
  if (waiting === undefined || waiting.for === 'branches') return;
  run.commands.push({ kind: 'cancel', id: waiting.id });
  if (waiting.for === 'time') return;
  if (waiting.timeoutAt !== undefined) run.commands.push({ kind: 'cancel', id: `${waiting.id}/timeout` });
  if (waiting.heartbeatAt !== undefined) run.commands.push({ kind: 'cancel', id: `${waiting.id}/heartbeat` });
}
