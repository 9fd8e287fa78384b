/** The fields of a definition that a picture shows. */
interface State {
  readonly Type: string;
  readonly Comment?: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly End?: boolean;
  readonly Choices?: readonly { readonly Condition: string; readonly Next: string }[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
  readonly Arguments?: { readonly FunctionName?: string };
  readonly Resource?: string;
}
export interface Drawable {
  readonly Comment?: string;
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** A definition as a Markdown page with a Mermaid flowchart and a table of its tasks. */
export function drawWorkflow(name: string, { Comment = '', StartAt, States }: Drawable): string {
  const ids = new Map(Object.keys(States).map((state, index) => [state, `s${index}`]));
  const lines = Object.entries(States).flatMap(([state, definition]) => [
    `  ${ids.get(state)}${shape(state, definition)}`,
    ...arrows(definition).map(({ to, label }) => `  ${ids.get(state)} -->${label ? `|"${quoted(label)}"|` : ''} ${ids.get(to)}`),
    ...(definition.Catch ?? []).map(
      (caught) => `  ${ids.get(state)} -.->|"${quoted(caught.ErrorEquals.join(', '))}"| ${ids.get(caught.Next)}`,
    ),
  ]);
  const tasks = Object.entries(States).flatMap(([state, { Type, Arguments, Resource, Comment: says = '' }]) => {
    if (Type !== 'Task') return [];
    const kind = Resource?.endsWith('.waitForTaskToken') ? 'waits' : 'answers at once';
    return [`| ${state} | ${Arguments?.FunctionName?.replaceAll(/[${}]/g, '') ?? ''} | ${kind} | ${says} |`];
  });
  return `# ${name}

Drawn from the definition by \`npm run draw\`; do not edit. ${Comment}

\`\`\`mermaid
flowchart TD
  start(( )) --> ${ids.get(StartAt)}
${lines.join('\n')}
\`\`\`

| state | function | | |
|---|---|---|---|
${tasks.join('\n')}
`;
}

function shape(state: string, { Type }: State): string {
  const label = `"${quoted(state)}"`;
  if (Type === 'Choice') return `{${label}}`;
  if (Type === 'Succeed') return `([${label}])`;
  return Type === 'Fail' ? `[/${label}/]` : `[${label}]`;
}

function arrows({ Next, Default, Choices = [] }: State): { to: string; label?: string }[] {
  return [
    ...Choices.map(({ Condition, Next: to }) => ({ to, label: plain(Condition) })),
    ...(Default ? [{ to: Default, label: 'otherwise' }] : []),
    ...(Next ? [{ to: Next }] : []),
  ];
}

/** `{% $states.input.answer = 'arrived' %}` reads `answer = arrived`. */
function plain(condition: string): string {
  return condition.replaceAll(/\{%|%\}|\$states\.input\.|'/g, '').trim();
}

function quoted(text: string): string {
  return text.replaceAll('"', '#quot;');
}
