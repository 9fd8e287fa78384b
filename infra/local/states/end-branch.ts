import { abortChildren } from './abort-strand.ts';
import type { AdvanceRun } from './advance-run.ts';
import { breakExecution, succeedExecution } from './end-execution.ts';
import type { Fork, Strand } from './execution.ts';
import { finishIfDone, startBranches } from './fork-state.ts';
import { type Failure, StateFailed } from './state-failed.ts';

/** A strand came to its end with an output: the execution's, or one result of the Parallel or Map around it. */
export async function endStrand(run: AdvanceRun, strand: Strand, output: unknown): Promise<void> {
  const parent = run.parentOf(strand);
  if (parent === undefined) {
    succeedExecution(run, output, strand.last);
    return;
  }
  const lastInside = strand.last;
  if (strand.item !== undefined)
    run.note(strand, 'MapIterationSucceeded', { mapIterationSucceededEventDetails: { name: parent.state, index: strand.index } });
  await joinParent(run, strand, parent, output, lastInside);
}

/** A strand cannot go on: the execution fails, or the Parallel or Map around it does, unless the Map tolerates it. */
export async function breakStrand(run: AdvanceRun, strand: Strand, failure: Failure): Promise<void> {
  const parent = run.parentOf(strand);
  if (parent === undefined) {
    breakExecution(run, 'FAILED', failure, strand.last);
    return;
  }
  const lastInside = strand.last;
  if (strand.item !== undefined)
    run.record('MapIterationFailed', lastInside, { mapIterationFailedEventDetails: { name: parent.state, index: strand.index } });
  const fork = forkOf(parent);
  fork.failures += 1;
  const tolerated = tolerates(fork);
  if (tolerated && failure.error !== 'States.Runtime') {
    await joinParent(run, strand, parent, { Error: failure.error, Cause: failure.cause ?? '' }, lastInside);
    return;
  }
  delete run.execution.cursor.strands[strand.id];
  abortChildren(run, parent, lastInside);
  delete parent.waiting;
  parent.last = lastInside;
  const told =
    tolerated === false
      ? { error: 'States.ExceedToleratedFailureThreshold', cause: 'The specified tolerated failure threshold was exceeded' }
      : failure;
  run.agenda.unshift({ do: 'fail', strand: parent.id, failure: plain(told) });
}

async function joinParent(run: AdvanceRun, strand: Strand, parent: Strand, result: unknown, lastInside: number): Promise<void> {
  const fork = forkOf(parent);
  fork.results[strand.index] = result;
  fork.running -= 1;
  parent.last = strand.last;
  delete run.execution.cursor.strands[strand.id];
  const state = run.stateOf(parent);
  if (state.Type !== 'Parallel' && state.Type !== 'Map') return;
  try {
    await startBranches(run, parent, state, fork, lastInside, parent.input);
    finishIfDone(run, parent, state, fork);
  } catch (error) {
    if (!(error instanceof StateFailed)) throw error;
    abortChildren(run, parent, parent.last);
    delete parent.waiting;
    run.agenda.unshift({ do: 'fail', strand: parent.id, failure: error.failure });
  }
}

function forkOf(parent: Strand): Fork {
  if (parent.waiting?.for !== 'branches') throw new Error(`State "${parent.state}" has no branches under way`);
  return parent.waiting.fork;
}

/** Undefined where the Map states no tolerance: then the first failure is the Map's own. */
function tolerates(fork: Fork): boolean | undefined {
  if (fork.toleratedCount === undefined && fork.toleratedPercentage === undefined) return undefined;
  const byCount = fork.toleratedCount === undefined || fork.failures <= fork.toleratedCount;
  const byPercentage = fork.toleratedPercentage === undefined || (fork.failures * 100) / fork.length <= fork.toleratedPercentage;
  return byCount && byPercentage;
}

/** The failure has been told where it happened; around it, it is an error and a cause like any other. */
function plain({ error, cause, heartbeat }: Failure): Failure {
  return { error, ...(cause === undefined ? {} : { cause }), ...(heartbeat === undefined ? {} : { heartbeat }) };
}
