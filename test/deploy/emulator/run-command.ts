import { spawn } from 'node:child_process';

/** How a command ended, and all that it said on both channels in the order it said it. */
export interface Ended {
  readonly code: number;
  readonly said: string;
}

interface Ways {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Called with each line as it comes. */
  readonly onLine?: (line: string) => void;
}

/** Runs a command to its end; never throws for its exit code. */
export function runCommand(command: string, args: readonly string[], { env, cwd, onLine }: Ways = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...(env ? { env } : {}), ...(cwd ? { cwd } : {}), stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let rest = '';
    const hear = (chunk: Buffer): void => {
      said += chunk;
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine?.(line);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, said }));
  });
}

/** Runs a command that must succeed. Throws an Error with the end of what it said. */
export async function mustRun(command: string, args: readonly string[], ways: Ways = {}): Promise<string> {
  const { code, said } = await runCommand(command, args, ways);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${said.split('\n').slice(-40).join('\n')}`);
  return said;
}
