import type { Request } from './single-operations.ts';

type Path = (string | number)[];
type Operand = Path | Expression | Record<string, unknown>;
interface Expression {
  type: string;
  args: Operand[];
}
interface Section {
  type: string;
  path: Path;
  val?: Operand;
}

const isExpression = (operand: Operand): operand is Expression => 'args' in operand && Array.isArray(operand.args);

function* expressionsIn(operand: Operand): Generator<Expression> {
  if (Array.isArray(operand) || !isExpression(operand)) return;
  yield operand;
  for (const argument of operand.args) yield* expressionsIn(argument);
}

const isDocument = (operand: Operand) => !Array.isArray(operand) && !isExpression(operand) && ('M' in operand || 'L' in operand);

function* pathsIn(operand: Operand | undefined): Generator<Path> {
  if (Array.isArray(operand)) yield operand;
  else if (operand && isExpression(operand)) for (const argument of operand.args) yield* pathsIn(argument);
}

function refuse(what: string): never {
  throw new Error(`The local tables cannot ${what} as DynamoDB does (dynalite 4.0.0 answers wrongly); write it another way`);
}

function checkUpdate(sections: Section[]): void {
  const sources = new Set(sections.flatMap(({ val }) => [...pathsIn(val)].map(String)));
  if (sections.some(({ type, path }) => (type === 'add' || type === 'delete') && sources.has(String(path))))
    refuse('copy an attribute and ADD to it or DELETE from it in one update');
  const lists = sections.flatMap(({ type, path }) =>
    type === 'remove' && typeof path.at(-1) === 'number' ? [String(path.slice(0, -1))] : [],
  );
  if (new Set(lists).size < lists.length) refuse('REMOVE two elements of one list');
}

/** Refuses a parsed request that dynalite would silently answer otherwise than DynamoDB: better a loud gap than a quiet lie. */
export function refuseWrongAnswers(checked: Request): void {
  const { _updates, _condition, _filter } = checked as { _updates?: { sections: Section[] } } & Record<string, { expression: Expression }>;
  if (_updates) checkUpdate(_updates.sections);
  for (const parsed of [_condition, _filter])
    for (const { type, args } of parsed ? expressionsIn(parsed.expression) : [])
      if (['=', '<>', 'in'].includes(type) && args.some(isDocument)) refuse('compare whole maps or lists');
}
