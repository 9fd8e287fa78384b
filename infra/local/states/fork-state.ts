import type { AdvanceRun } from './advance-run.ts';
import { bindingsOf } from './bindings.ts';
import { keepToDataLimit } from './data-limit.ts';
import type { MapState, ParallelState } from './definition.ts';
import type { Fork, Strand } from './execution.ts';
import { evaluateArray, evaluateInteger, evaluateNumber, evaluateTemplate } from './fields.ts';

// AWS runs at most 40 iterations of an inline Map at once, also where MaxConcurrency is 0 (no limit of one's own).
const INLINE_CONCURRENCY = 40;

/** Begins a Parallel or Map: evaluates its fields, then starts as many branches or iterations as may run at once. */
export async function beginFork(run: AdvanceRun, strand: Strand, state: ParallelState | MapState): Promise<void> {
  const fork = state.Type === 'Map' ? await mapFork(run, strand, state) : parallelFork(state);
  const input =
    state.Type === 'Parallel' && state.Arguments !== undefined
      ? await evaluateTemplate(state.Arguments, 'Arguments', bindingsOf(run, strand))
      : strand.input;
  keepToDataLimit(input, strand.state);
  run.note(
    strand,
    `${state.Type}StateStarted`,
    state.Type === 'Map' ? { mapStateStartedEventDetails: { length: fork.length } } : undefined,
  );
  strand.waiting = { for: 'branches', fork };
  await startBranches(run, strand, state, fork, strand.last, input);
  finishIfDone(run, strand, state, fork);
}

function parallelFork(state: ParallelState): Fork {
  const length = state.Branches.length;
  return { length, started: 0, running: 0, results: emptyResults(length), failures: 0, concurrency: length };
}

// Holes would come back from storage as null: so they are null from the start.
function emptyResults(length: number): null[] {
  return Array.from({ length }, () => null);
}

async function mapFork(run: AdvanceRun, strand: Strand, state: MapState): Promise<Fork> {
  const bindings = bindingsOf(run, strand);
  const items = await evaluateArray(state.Items ?? '{% $states.input %}', 'Items', bindings);
  const wanted =
    state.MaxConcurrency === undefined ? 0 : await evaluateInteger(state.MaxConcurrency, 'MaxConcurrency', bindings, { least: 0 });
  const fork: Fork = {
    length: items.length,
    started: 0,
    running: 0,
    results: emptyResults(items.length),
    failures: 0,
    items,
    concurrency: wanted === 0 ? INLINE_CONCURRENCY : Math.min(wanted, INLINE_CONCURRENCY),
  };
  if (state.ToleratedFailureCount !== undefined) {
    fork.toleratedCount = await evaluateInteger(state.ToleratedFailureCount, 'ToleratedFailureCount', bindings, { least: 0 });
  }
  if (state.ToleratedFailurePercentage !== undefined) {
    fork.toleratedPercentage = await evaluateNumber(state.ToleratedFailurePercentage, 'ToleratedFailurePercentage', bindings, {
      least: 0,
      most: 100,
    });
  }
  return fork;
}

/** Starts branches while there is room; they follow the event `after` in the history. Throws StateFailed from ItemSelector. */
export async function startBranches(
  run: AdvanceRun,
  strand: Strand,
  state: ParallelState | MapState,
  fork: Fork,
  after: number,
  input: unknown,
): Promise<void> {
  while (fork.started < fork.length && fork.running < fork.concurrency) {
    const index = fork.started;
    const child: Strand = {
      id: run.nextId(),
      parent: strand.id,
      index,
      state: '',
      input,
      variables: {},
      last: after,
      enteredId: 0,
      enteredAt: run.env.now,
      retryCount: 0,
      attempts: [],
    };
    if (state.Type === 'Map') {
      const item = { Index: index, Value: fork.items?.[index] };
      child.item = item;
      child.state = state.ItemProcessor.StartAt;
      child.input =
        state.ItemSelector === undefined
          ? item.Value
          : await evaluateTemplate(state.ItemSelector, 'ItemSelector', bindingsOf(run, strand, { item }));
      keepToDataLimit(child.input, strand.state);
      run.note(child, 'MapIterationStarted', { mapIterationStartedEventDetails: { name: strand.state, index } });
    } else {
      child.state = state.Branches[index]?.StartAt ?? '';
    }
    fork.started += 1;
    fork.running += 1;
    run.execution.cursor.strands[child.id] = child;
    run.agenda.push({ do: 'enter', strand: child.id });
  }
}

/** Leaves the Parallel or Map once every branch has given its result. */
export function finishIfDone(run: AdvanceRun, strand: Strand, state: ParallelState | MapState, fork: Fork): void {
  if (fork.running > 0 || fork.started < fork.length) return;
  delete strand.waiting;
  // The marker hangs beside the chain: in AWS's histories the exit follows the last branch, not the marker.
  run.record(`${state.Type}StateSucceeded`, strand.last);
  run.agenda.unshift({ do: 'leave', strand: strand.id, exit: { by: state, place: '', result: { value: fork.results } } });
}
