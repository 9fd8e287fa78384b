import { afterEach, expect, it, vi } from 'vitest';
import { type LogFields, log } from '../../../functions/runtime/logger.ts';

const lines: Record<string, unknown>[] = [];
afterEach(() => {
  lines.length = 0;
  vi.restoreAllMocks();
});

it('writes the fields of the list and drops any other, whoever hands it over', () => {
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(JSON.parse(String(line)));
    return true;
  });
  const careless = { caseId: 'R-00000001', count: 2, email: 'ana@customer.example', comment: 'it broke', taskToken: 'secret' };

  log('task done', careless as LogFields);

  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ message: 'task done', caseId: 'R-00000001', count: 2 });
  expect(JSON.stringify(lines)).not.toMatch(/ana@|it broke|secret|email|comment|taskToken/);
});
