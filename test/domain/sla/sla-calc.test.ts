import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const run = (input: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/sla-calc.ts', ...args], { input, encoding: 'utf8' });
  return { status, lines: stdout.split('\n').filter(Boolean), stderr };
};
const always = (from: string, minutes: number) => JSON.stringify({ calendar: 'always', from, minutes });

describe('sla:calc', () => {
  it('answers every line in order, wrong ones with what to do', () => {
    const { status, lines, stderr } = run(
      [always('2026-03-02T09:00:00Z', 60), 'no json', '', always('2026-03-02T09:00:00Z', 0), '', ''].join('\r\n'),
    );
    expect(lines.map((line) => Object.keys(JSON.parse(line))[0])).toEqual(['deadline', 'error', 'error', 'deadline']);
    expect(lines[0]).toBe('{"deadline":"2026-03-02T10:00:00Z"}');
    expect(stderr).toMatch(/^Line 2: .*\nLine 3: .*\n$/);
    expect(status).toBe(1);
  });

  it('reads calendars from a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'calendars-'));
    const file = join(folder, 'calendars.json');
    writeFileSync(file, JSON.stringify({ mine: { zone: 'UTC', week: { mon: [['09:00', '10:00']] } } }));
    const { status, lines } = run('{"calendar":"mine","from":"2026-03-01T00:00:00Z","to":"2026-03-15T00:00:00Z"}\n', '--calendars', file);
    rmSync(folder, { recursive: true });
    expect({ status, lines }).toEqual({ status: 0, lines: ['{"minutes":120}'] });
  });

  it('stops at calendars that cannot be read', () => {
    expect(run('', '--calendars', 'package.json')).toMatchObject({
      status: 2,
      lines: [],
      stderr: expect.stringContaining('is no calendars policy'),
    });
    expect(run('', '--calendar', 'x')).toMatchObject({ status: 2, stderr: expect.stringContaining('Reads JSON Lines') });
  });
});
