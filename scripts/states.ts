import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { DefinitionError } from '../infra/local/states/definition-error.ts';
import { type Execution, InputTooLarge } from '../infra/local/states/execution.ts';
import { MockError, readMocks } from '../infra/local/states/mocked-tasks.ts';
import { readDefinition } from '../infra/local/states/read-definition.ts';
import { runMocked } from '../infra/local/states/run-mocked.ts';
import { readTimestamp } from '../infra/local/states/timestamp.ts';

const USAGE = 'Usage: npm run --silent states -- DEFINITION.json --input FILE [--mocks FILE] [--now INSTANT]';
const DEFAULT_NOW = '2026-01-01T00:00:00.000Z';

/** What the caller can put right: the message says how. */
class UsageError extends Error {}

try {
  process.stdout.write(`${JSON.stringify(report(await main(process.argv.slice(2))), null, 2)}\n`);
} catch (error) {
  if (!(error instanceof UsageError || error instanceof DefinitionError || error instanceof MockError || error instanceof InputTooLarge))
    throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

async function main(args: string[]): Promise<Execution> {
  const { values, positionals } = readArguments(args);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError(`Give exactly one definition.\n${USAGE}`);
  if (values.input === undefined) throw new UsageError(`--input FILE is missing: give the execution's input as JSON.\n${USAGE}`);
  const now = readTimestamp(values.now ?? DEFAULT_NOW);
  if (now === undefined) throw new UsageError(`--now must be an RFC 3339 instant such as ${DEFAULT_NOW}, not "${values.now}"`);
  const name =
    basename(file)
      .replace(/(\.asl)?\.json$/, '')
      .replaceAll(/[^A-Za-z0-9_-]/g, '-') || 'machine';
  const definition = readDefinition(readJson(file));
  const machine = { name, arn: `arn:aws:states:us-east-1:000000000000:stateMachine:${name}`, type: 'STANDARD' as const, definition };
  const mocks = values.mocks === undefined ? {} : readMocks(readJson(values.mocks));
  return runMocked(machine, readJson(values.input), mocks, now);
}

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { input: { type: 'string' }, mocks: { type: 'string' }, now: { type: 'string' } },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${USAGE}`);
  }
}

function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`Cannot read ${file}: ${(error as Error).message}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${(error as Error).message}`);
  }
}

function report({ status, output, error, cause, history }: Execution) {
  return { status, output, error, cause, history };
}
