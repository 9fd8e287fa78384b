import type { Definition } from '../states/definition.ts';
import type { Execution } from '../states/execution.ts';
import { type Edge, layOut, type Placed } from './graph-layout.ts';
import { type Html, html } from './layout.ts';

const WIDTH = 230;
const HEIGHT = 46;
const ACROSS = 270;
const DOWN = 86;

type Fate = 'never' | 'passed' | 'here' | 'failed';

function fatesOf(execution: Execution): Map<string, Fate> {
  const fates = new Map<string, Fate>();
  for (const event of execution.history) {
    const entered = event.stateEnteredEventDetails?.name;
    if (typeof entered === 'string') fates.set(entered, 'passed');
  }
  for (const { state } of Object.values(execution.cursor.strands)) fates.set(state, execution.status === 'RUNNING' ? 'here' : 'failed');
  const last = [...fates.keys()].at(-1);
  if (last !== undefined && !['RUNNING', 'SUCCEEDED'].includes(execution.status)) fates.set(last, 'failed');
  return fates;
}

const COLOURS: Record<Fate, string> = { never: 'var(--line)', passed: 'var(--good)', here: 'var(--wait)', failed: 'var(--bad)' };
const WORDS: Record<Fate, string> = { never: '', passed: '✓ ', here: '● ', failed: '✗ ' };

/** A workflow's graph as SVG, each state in the colour of what became of it. */
export function drawGraph(definition: Definition, execution: Execution): Html {
  const { states, edges } = layOut(definition);
  const fates = fatesOf(execution);
  const places = new Map(states.map((state) => [state.name, state]));
  const width = (Math.max(...states.map(({ column }) => column)) + 1) * ACROSS + 60;
  const height = (Math.max(...states.map(({ row }) => row)) + 1) * DOWN + 20;
  const lines = edges.map((edge) => drawEdge(edge, places, fates));
  const boxes = states.map((state) => drawState(state, fates.get(state.name) ?? 'never'));
  return html`<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="The workflow's states">
    <defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 10 5 0 10z" fill="var(--soft)"/></marker></defs>
    ${lines}${boxes}</svg>`;
}

function drawState({ name, type, row, column }: Placed, fate: Fate): Html {
  const x = 40 + column * ACROSS;
  const y = 10 + row * DOWN;
  const label = name.length > 28 ? `${name.slice(0, 27)}…` : name;
  return html`<g><title>${name} (${type})</title><rect x="${x}" y="${y}" width="${WIDTH}" height="${HEIGHT}" rx="${type === 'Choice' ? 22 : 8}" fill="var(--card)" stroke="${COLOURS[fate]}" stroke-width="${fate === 'never' ? 1 : 2}"/>
    <text x="${x + WIDTH / 2}" y="${y + HEIGHT / 2 + 5}" text-anchor="middle">${WORDS[fate]}${label}</text></g>`;
}

function drawEdge({ from, to, why }: Edge, places: ReadonlyMap<string, Placed>, fates: ReadonlyMap<string, Fate>): Html | string {
  const start = places.get(from);
  const end = places.get(to);
  if (start === undefined || end === undefined) return '';
  const x1 = 40 + start.column * ACROSS + WIDTH / 2;
  const y1 = 10 + start.row * DOWN + HEIGHT;
  const x2 = 40 + end.column * ACROSS + WIDTH / 2;
  const y2 = 10 + end.row * DOWN;
  const back = end.row <= start.row;
  const side = 14 + start.row * 2;
  const path = back
    ? `M${x1 - WIDTH / 2} ${y1 - HEIGHT / 2} C${side - 30} ${y1} ${side - 30} ${y2} ${x2 - WIDTH / 2} ${y2 + HEIGHT / 2}`
    : `M${x1} ${y1} C${x1} ${y1 + 30} ${x2} ${y2 - 30} ${x2} ${y2}`;
  const walked = fates.has(from) && fates.has(to);
  return html`<path d="${path}" fill="none" stroke="var(--soft)" stroke-opacity="${walked ? 1 : 0.35}" stroke-dasharray="${why === 'catch' ? '4 4' : 'none'}" marker-end="url(#arrow)"/>`;
}
