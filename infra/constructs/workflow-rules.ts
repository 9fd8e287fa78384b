/** The fields of a state-machine definition that the rules look at. */
export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}
export interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly End?: boolean;
  readonly Choices?: readonly { readonly Next?: string }[];
  readonly TimeoutSeconds?: number | string;
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[] }[];
  readonly Catch?: readonly { readonly Next: string }[];
  readonly Branches?: readonly Definition[];
  readonly ItemProcessor?: Definition;
}

const catchAll = new Set(['States.ALL', 'States.TaskFailed']);

/** The `${Names}` in a definition's text, sorted. */
export function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1]!))].sort();
}

/** What is wrong between the placeholders and the tasks that the stack hands over, one sentence each. */
export function unmatched(text: string, tasks: readonly string[]): string[] {
  const named = placeholdersIn(text);
  return [
    ...named
      .filter((name) => !tasks.includes(name))
      .map((name) => `\${${name}} stands in the definition, but no task of that name is given.`),
    ...tasks
      .filter((name) => !named.includes(name))
      .map((name) => `The task ${name} is given, but \${${name}} stands nowhere in the definition.`),
  ];
}

/** What the house forbids in a task, one sentence each: no timeout or catch on a callback, no retry, a catch-all retry. */
export function carelessTasks(definition: Definition): string[] {
  return Object.entries(definition.States).flatMap(([name, state]) => [
    ...(state.Type === 'Task' ? carelessness(name, state) : []),
    ...[...(state.Branches ?? []), ...(state.ItemProcessor ? [state.ItemProcessor] : [])].flatMap(carelessTasks),
  ]);
}

function carelessness(name: string, state: State): string[] {
  const problems: string[] = [];
  if (state.Resource?.endsWith('.waitForTaskToken')) {
    if (state.TimeoutSeconds === undefined) problems.push(`"${name}" waits for a token without TimeoutSeconds.`);
    if (!state.Catch?.length) problems.push(`"${name}" waits for a token without a Catch.`);
  }
  if (!state.Retry?.length) problems.push(`"${name}" names no errors that it retries.`);
  for (const error of state.Retry?.flatMap((retry) => retry.ErrorEquals) ?? [])
    if (catchAll.has(error)) problems.push(`"${name}" retries ${error}, whatever it was: name the errors.`);
  return problems;
}

/** What is wrong with a journey, the states of a named path from start to end: a step that cannot follow, or more states than `most`. */
export function impossibleJourney(definition: Definition, journey: readonly string[], most: number): string[] {
  const problems: string[] = [];
  if (journey[0] !== definition.StartAt) problems.push(`The journey starts at "${journey[0]}", the workflow at "${definition.StartAt}".`);
  journey.forEach((name, index) => {
    const state = definition.States[name];
    const next = journey[index + 1];
    if (!state) problems.push(`The journey passes "${name}", which is no state.`);
    else if (next !== undefined && !followers(state).includes(next)) problems.push(`After "${name}" the journey cannot reach "${next}".`);
    else if (next === undefined && followers(state).length > 0) problems.push(`The journey stops at "${name}", the workflow does not.`);
  });
  if (journey.length > most)
    problems.push(`The journey has ${journey.length} states; a transition costs as much as fifty short invocations, at most ${most}.`);
  return problems;
}

function followers(state: State): string[] {
  if (state.Type === 'Succeed' || state.Type === 'Fail') return [];
  return [state.Next, state.Default, ...(state.Choices ?? []).map((choice) => choice.Next)].filter((next) => next !== undefined);
}
