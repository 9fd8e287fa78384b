import { Writable } from 'node:stream';

/** What a bundle sees as `process`: its own environment and output, nothing of the host's variables. */
export function shadowProcess(
  environment: Record<string, string>,
  onLine: (line: string, level: 'info' | 'error') => void,
): NodeJS.Process {
  const stream = (level: 'info' | 'error') => {
    let rest = '';
    return new Writable({
      decodeStrings: false,
      write: (chunk: unknown, _encoding, done) => {
        const lines = (rest + String(chunk)).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) if (line !== '') onLine(line, level);
        done();
      },
    });
  };
  const members: Record<PropertyKey, unknown> = { env: environment, stdout: stream('info'), stderr: stream('error'), argv: ['node'] };
  return new Proxy(process, {
    get: (target, key) => {
      if (key in members) return members[key];
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
