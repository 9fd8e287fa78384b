import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Answer, answerQuestion } from '../domain/sla/calendars/answer-question.ts';
import { CalendarsPolicy } from '../domain/sla/calendars/calendars-policy.ts';

const USAGE = `npm run --silent sla:calc [-- --calendars FILE]
Reads JSON Lines {"calendar","from","minutes"} or {"calendar","from","to"}, writes {"deadline"} or {"minutes"} for each, in order.
"calendar" is a name in FILE (a calendars policy) or a calendar itself. Exit 0 all answered, 1 some lines wrong, 2 nothing readable.`;
const BUILT_IN = fileURLToPath(new URL('../infra/local/seed/calendars.json', import.meta.url));

const calendars = readCalendars(fileOf(process.argv.slice(2)) ?? BUILT_IN);
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
const wrong = await answerAll();
if (wrong > 0) process.exitCode = 1;

/** Answers while it reads, so that another program may ask and wait. Empty lines at the end are none. */
async function answerAll(): Promise<number> {
  let [number, empty, wrong] = [0, 0, 0];
  let rest = '';
  const answers: string[] = [];
  const complaints: string[] = [];
  const take = (line: string): void => {
    if (line.trim() === '') {
      empty += 1;
      return;
    }
    for (; empty > 0; empty -= 1) answerLine('');
    answerLine(line);
  };
  const answerLine = (line: string): void => {
    number += 1;
    const answer = answerTo(number === 1 ? line.replace(/^\uFEFF/, '') : line);
    answers.push(`${JSON.stringify(answer)}\n`);
    if (!('error' in answer)) return;
    wrong += 1;
    complaints.push(`Line ${number}: ${answer.error}\n`);
  };
  process.stdin.setEncoding('utf8');
  for await (const chunk of process.stdin) {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() ?? '';
    lines.forEach(take);
    await write(process.stdout, answers.splice(0));
    await write(process.stderr, complaints.splice(0));
  }
  take(rest);
  await write(process.stdout, answers);
  await write(process.stderr, complaints);
  return wrong;
}

function answerTo(line: string): Answer {
  let question: unknown;
  try {
    question = JSON.parse(line);
  } catch (error) {
    return { error: line === '' ? 'The line is empty: write one JSON object.' : `This is no JSON: ${(error as Error).message}.` };
  }
  return answerQuestion(question, calendars);
}

async function write(stream: NodeJS.WriteStream, lines: string[]): Promise<void> {
  if (lines.length > 0 && !stream.write(lines.join(''))) await new Promise((resolve) => stream.once('drain', resolve));
}

function fileOf(args: string[]): string | undefined {
  try {
    return parseArgs({ args, options: { calendars: { type: 'string' } } }).values.calendars;
  } catch (error) {
    return stop(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function readCalendars(file: string): CalendarsPolicy {
  let body: unknown;
  try {
    body = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    return stop(`${file} cannot be read as JSON: ${(error as Error).message}`);
  }
  const read = CalendarsPolicy.safeParse(body);
  if (read.success) return read.data;
  return stop(
    [`${file} is no calendars policy:`, ...read.error.issues.map((issue) => `  /${issue.path.join('/')}: ${issue.message}`)].join('\n'),
  );
}

function stop(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(2);
}
