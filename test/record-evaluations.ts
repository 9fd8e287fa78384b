import { appendFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hearEvaluations } from '../infra/local/states/hear-evaluations.ts';
import type { Recorded } from '../infra/rules/recorded-inputs.ts';

interface Context {
  readonly StateMachine: { readonly Name: string };
  readonly State: { readonly Name: string };
  readonly Task?: { readonly Token: string };
}

/** One line of what was heard, with the name of the state machine. */
export type Heard = Recorded & { readonly machine: string };

/** Hears every first evaluation of an expression at its place, without functions and hidden properties. */
export function hearFirst(hear: (heard: Heard) => void): () => void {
  const seen = new Set<string>();
  return hearEvaluations(({ source, field, bindings, result }) => {
    const { StateMachine, State } = (bindings.states as { context: Context }).context;
    const key = [StateMachine.Name, State.Name, field, source].join('|');
    if (seen.has(key)) return;
    seen.add(key);
    const { states, ...others } = bindings;
    const variables = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined && typeof value !== 'function'));
    const recorded = {
      machine: StateMachine.Name,
      state: State.Name,
      field,
      expression: source,
      sees: { ...variables, states },
      gives: result,
    };
    // A token belongs to nobody but the vault, not even one of a test.
    const token = (states as { context: Context }).context.Task?.Token;
    hear(JSON.parse(token === undefined ? JSON.stringify(recorded) : JSON.stringify(recorded).replaceAll(token, 'the-token')) as Heard);
  });
}

const folder = resolve(import.meta.dirname, '../build/recorded');

/** For `npm run record`: whatever clouds this process runs, their evaluations are written down, one JSON line each. */
if (process.env.REDRESS_RECORD) {
  mkdirSync(folder, { recursive: true });
  hearFirst((heard) => appendFileSync(join(folder, `${process.pid}.jsonl`), `${JSON.stringify(heard)}\n`));
}
