import type { Scope, State } from '../states/definition.ts';

/** An edge of a workflow's graph; `why` is written beside it. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly why: 'next' | 'choice' | 'catch';
}

/** A state with its place in a grid. */
export interface Placed {
  readonly name: string;
  readonly type: State['Type'];
  readonly row: number;
  readonly column: number;
}

function edgesOf(name: string, state: State): Edge[] {
  const edges: Edge[] = [];
  if ('Next' in state && state.Next !== undefined) edges.push({ from: name, to: state.Next, why: 'next' });
  if (state.Type === 'Choice') {
    for (const { Next } of state.Choices) edges.push({ from: name, to: Next, why: 'choice' });
    if (state.Default !== undefined) edges.push({ from: name, to: state.Default, why: 'choice' });
  }
  if ('Catch' in state)
    for (const { Next } of state.Catch ?? []) if (Next !== undefined) edges.push({ from: name, to: Next, why: 'catch' });
  return edges.filter(({ to }, index) => edges.findIndex((other) => other.to === to) === index);
}

/** Rows by distance from the start along forward edges, columns in the order of meeting. Good enough for a dozen states. */
export function layOut({ StartAt, States }: Scope): { states: Placed[]; edges: Edge[] } {
  const edges = Object.entries(States).flatMap(([name, state]) => edgesOf(name, state));
  const rows = new Map<string, number>();
  const walk = (name: string, row: number, path: ReadonlySet<string>) => {
    // A way back is an edge, not a further row.
    if (path.has(name) || (rows.get(name) ?? -1) >= row) return;
    rows.set(name, row);
    for (const edge of edges) if (edge.from === name) walk(edge.to, row + 1, new Set([...path, name]));
  };
  walk(StartAt, 0, new Set());
  const filled = new Map<number, number>();
  const states = Object.entries(States).map(([name, { Type }]) => {
    const row = rows.get(name) ?? 0;
    const column = filled.get(row) ?? 0;
    filled.set(row, column + 1);
    return { name, type: Type, row, column };
  });
  return { states, edges };
}
