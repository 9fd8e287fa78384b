import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { installMiniStack } from './install-ministack.ts';
import { progress } from './progress.ts';

const root = resolve(import.meta.dirname, '../../..');

/** An emulator that runs: where it answers, and how it is stopped (a no-op for one that we did not start). */
export interface Emulator {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts MiniStack on 127.0.0.1 on a free port, with this project's Node for the functions; its log goes to build/ministack.log. */
export async function startMiniStack(region: string): Promise<Emulator> {
  const command = await installMiniStack();
  const port = await freePort();
  const logFile = join(root, 'build', 'ministack.log');
  mkdirSync(join(root, 'build'), { recursive: true });
  const log = openSync(logFile, 'w');
  const child = spawn(command, [], {
    // Nothing of ours leaks into the functions, which inherit this environment: no credentials, no profile, no other endpoint.
    env: {
      PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH ?? ''}`,
      HOME: process.env.HOME ?? root,
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      MINISTACK_HOST: 'localhost',
      MINISTACK_REGION: region,
      NODE_OPTIONS: `--require=${join(import.meta.dirname, 'reach-pool-keys.cjs')}`,
    },
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  // Its functions are processes of its group: they end with it.
  const signal = (name: 'SIGTERM' | 'SIGKILL'): void => {
    try {
      process.kill(-child.pid!, name);
    } catch {
      // Already gone.
    }
  };
  process.once('exit', () => signal('SIGKILL'));
  await untilReady(url, () => child.exitCode !== null, logFile);
  progress(`MiniStack answers at ${url}`);
  return {
    url,
    stop: async () => {
      signal('SIGTERM');
      const late = setTimeout(() => signal('SIGKILL'), 5000);
      await ended;
      clearTimeout(late);
      signal('SIGKILL');
    },
  };
}

async function untilReady(url: string, gone: () => boolean, logFile: string): Promise<void> {
  const end = performance.now() + 60_000;
  for (;;) {
    const answered = await fetch(`${url}/_ministack/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answered) return;
    if (gone() || performance.now() > end) throw new Error(`MiniStack did not start:\n${readFileSync(logFile, 'utf8').slice(-3000)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A port that nobody listens on at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}
