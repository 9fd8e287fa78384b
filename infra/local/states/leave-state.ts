import type { AdvanceRun, Exit } from './advance-run.ts';
import { bindingsOf } from './bindings.ts';
import { keepToDataLimit } from './data-limit.ts';
import type { Strand } from './execution.ts';
import { evaluateTemplate } from './fields.ts';
import { StateFailed } from './state-failed.ts';

/**
 * Leaves a state: Assign and Output see the same old variables, then the next state is due or the strand ends. A failure of a
 * catcher's own fields is not caught again.
 */
export async function leaveState(run: AdvanceRun, strand: Strand, exit: Exit): Promise<void> {
  const { Type } = run.stateOf(strand);
  try {
    const { assigned, output } = await evaluateExit(run, strand, exit);
    const variables = Object.entries(assigned);
    run.note(strand, `${Type}StateExited`, {
      stateExitedEventDetails: {
        name: strand.state,
        output: JSON.stringify(output),
        ...(variables.length === 0
          ? {}
          : { assignedVariables: Object.fromEntries(variables.map(([name, value]) => [name, JSON.stringify(value)])) }),
      },
    });
    strand.variables = { ...strand.variables, ...assigned };
    if (exit.by.Next === undefined) {
      run.agenda.unshift({ do: 'ended', strand: strand.id, output });
      return;
    }
    strand.state = exit.by.Next;
    strand.input = output;
    strand.enteredId = 0;
    run.agenda.push({ do: 'enter', strand: strand.id });
  } catch (error) {
    if (!(error instanceof StateFailed)) throw error;
    const caught = exit.errorOutput !== undefined;
    run.agenda.unshift({ do: caught ? 'broke' : 'fail', strand: strand.id, failure: error.failure });
  }
}

async function evaluateExit(run: AdvanceRun, strand: Strand, { by, place, result, errorOutput }: Exit) {
  if (by.Assign === undefined && by.Output === undefined) {
    const output = result === undefined ? (errorOutput ?? strand.input) : result.value;
    keepToDataLimit(output, strand.state);
    return { assigned: {}, output };
  }
  const bindings = bindingsOf(run, strand, {
    ...(result === undefined ? {} : { result: result.value }),
    ...(errorOutput === undefined ? {} : { errorOutput }),
  });
  const assigned = (by.Assign === undefined ? {} : await evaluateTemplate(by.Assign, `${place}Assign`, bindings)) as Record<
    string,
    unknown
  >;
  const plain = result === undefined ? (errorOutput ?? strand.input) : result.value;
  const output = by.Output === undefined ? plain : await evaluateTemplate(by.Output, `${place}Output`, bindings);
  keepToDataLimit(output, strand.state);
  keepToDataLimit(assigned, strand.state);
  return { assigned, output };
}
