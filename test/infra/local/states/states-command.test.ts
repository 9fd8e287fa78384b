import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CALLBACK, INVOKE } from './play.ts';

const folder = mkdtempSync(join(tmpdir(), 'states-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function file(content: unknown): string {
  files += 1;
  const path = join(folder, `${files}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

function states(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/states.ts', ...args], { encoding: 'utf8' });
  return { status, stderr, printed: stdout === '' ? undefined : JSON.parse(stdout) };
}

const machine = (more: Record<string, unknown> = {}) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'Decide',
  States: {
    Decide: {
      Type: 'Task',
      Resource: INVOKE,
      Arguments: { FunctionName: '${DecideReturn}' },
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 30 }],
      Next: 'Wait',
      ...more,
    },
    Wait: { Type: 'Wait', Seconds: 86_400, Next: 'Ask' },
    Ask: { Type: 'Task', Resource: CALLBACK, TimeoutSeconds: 100, Output: '{% [$states.result, $now()] %}', End: true },
  },
});
const input = file({ caseId: 'c1' });

describe('npm run states', () => {
  it('runs a machine with mocked tasks at virtual time and prints one document', () => {
    // Prepare
    const mocks = file({ Decide: [{ throw: { error: 'Busy', cause: 'later' } }, { return: { ok: true } }], Ask: [{ return: 'approved' }] });

    // Act
    const { status, stderr, printed } = states(file(machine()), '--input', input, '--mocks', mocks, '--now', '2026-03-01T12:00:00Z');

    // Assess
    expect([status, stderr]).toEqual([0, '']);
    expect(Object.keys(printed)).toEqual(['status', 'output', 'history']);
    expect(printed.status).toBe('SUCCEEDED');
    expect(printed.output).toEqual(['approved', '2026-03-02T12:00:30.000Z']);
    expect(printed.history.map(({ type }: { type: string }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskFailed',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'WaitStateEntered',
      'WaitStateExited',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    expect(printed.history[2].taskScheduledEventDetails.parameters).toBe('{"FunctionName":"$' + '{DecideReturn}"}');
  });

  it('exits 0 for an execution that failed, with its error', () => {
    const { status, printed } = states(
      file(machine()),
      '--input',
      input,
      '--mocks',
      file({ Decide: [{ throw: { error: 'Broken', cause: 'c' } }] }),
    );
    expect(status).toBe(0);
    expect(printed).toMatchObject({ status: 'FAILED', error: 'Broken', cause: 'c' });
    expect(printed.history[0].timestamp).toBe('2026-01-01T00:00:00.000Z');
  });

  it('says the same every time', () => {
    const shaky = file(machine({ Retry: [{ ErrorEquals: ['Busy'], JitterStrategy: 'FULL' }] }));
    const mocks = file({ Decide: [{ throw: { error: 'Busy' } }, { return: 1 }], Ask: [{ return: 1 }] });
    const [once, again] = [states(shaky, '--input', input, '--mocks', mocks), states(shaky, '--input', input, '--mocks', mocks)];
    expect(once).toEqual(again);
  });

  it.each([
    ['no definition', [], /exactly one definition/],
    ['no input', [file(machine())], /--input FILE is missing/],
    ['an unknown option', [file(machine()), '--speed', '3'], /--speed/],
    ['a missing file', [join(folder, 'none.json'), '--input', input], /Cannot read .*none\.json/],
    ['an input that is not JSON', [file(machine()), '--input', file('{')], /is not JSON/],
    ['a bad instant', [file(machine()), '--input', input, '--now', 'today'], /--now must be an RFC 3339 instant/],
    [
      'an unsupported field',
      [file(machine({ ResultPath: '$.x' })), '--input', input],
      /State "Decide": field "ResultPath" belongs to JSONPath.*use Output or Assign/,
    ],
    ['a task without mocks', [file(machine()), '--input', input], /No mock for task "Decide"/],
    [
      'mocks that are used up',
      [file(machine()), '--input', input, '--mocks', file({ Decide: [{ throw: { error: 'Busy' } }] })],
      /mocks of task "Decide" are used up after 1 attempt/,
    ],
    [
      'mocks of the wrong form',
      [file(machine()), '--input', input, '--mocks', file({ Decide: [{ returns: 1 }] })],
      /state "Decide": entry 0/,
    ],
    ['an input above 256 KiB', [file(machine()), '--input', file(JSON.stringify('x'.repeat(262_144)))], /larger than 256 KiB/],
  ])('exits 2 for %s and says what to do', (_, args, message) => {
    const { status, stderr, printed } = states(...args);
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
    expect(printed).toBeUndefined();
    expect(stderr).not.toContain('    at ');
  });
});
