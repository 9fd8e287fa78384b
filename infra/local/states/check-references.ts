/** The parts of a JSONata node that see an item as their context, so that bare names and `$` mean something there. */
const WITH_CONTEXT = ['predicate', 'stages', 'group', 'terms', 'pattern', 'update', 'delete'];
const BARE = ['name', 'wildcard', 'descendant', 'parent'];

/**
 * Finds what AWS refuses in an expression when a machine is created: a bare name, `$` or `$$` at the top level, where there is
 * no input (everything starts from `$states` or a variable). Takes jsonata's syntax tree; gives the reference, or undefined.
 */
export function findBareReference(ast: unknown): string | undefined {
  return search(ast, false);
}

function search(node: unknown, context: boolean): string | undefined {
  if (Array.isArray(node)) return firstOf(node.map((item) => () => search(item, context)));
  if (typeof node !== 'object' || node === null) return undefined;
  const { type, value, steps } = node as { type?: unknown; value?: unknown; steps?: unknown[] };
  if (!context && BARE.includes(String(type))) return typeof value === 'string' ? value : String(type);
  if (!context && type === 'variable' && (value === '' || value === '$')) return `$${value}`;
  if (type === 'regex') return undefined;
  const parts = Object.entries(node).filter(([key]) => key !== 'steps' && key !== 'value');
  return firstOf([
    // Only the first step of a path starts from the outer context.
    ...(steps ?? []).map((step, index) => () => search(step, context || index > 0)),
    ...parts.map(
      ([key, part]) =>
        () =>
          search(part, context || WITH_CONTEXT.includes(key)),
    ),
  ]);
}

/** Does an expression read this field of `$states` (by name, as AWS checks it)? */
export function readsStatesField(ast: unknown, field: string): boolean {
  if (Array.isArray(ast)) return ast.some((item) => readsStatesField(item, field));
  if (typeof ast !== 'object' || ast === null) return false;
  const { type, steps } = ast as { type?: unknown; steps?: { type?: unknown; value?: unknown }[] };
  const [first, second] = type === 'path' ? (steps ?? []) : [];
  if (first?.type === 'variable' && first.value === 'states' && second?.type === 'name' && second.value === field) return true;
  return Object.values(ast).some((part) => readsStatesField(part, field));
}

function firstOf(searches: (() => string | undefined)[]): string | undefined {
  for (const next of searches) {
    const found = next();
    if (found !== undefined) return found;
  }
  return undefined;
}
