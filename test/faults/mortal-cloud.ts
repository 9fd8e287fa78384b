import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const main = join(import.meta.dirname, '../../infra/local/main.ts');

/** The real process (`npm start -- --data DIR`), which dies and is started again on the same folder and port. */
export interface MortalCloud {
  readonly url: string;
  readonly data: string;
  /** Starts a life; false when it died before it was ready. */
  start(): Promise<boolean>;
  /** Starts a life and ends it after so many milliseconds, ready or not; false when it was dead by then. */
  startAndKill(after: number): Promise<boolean>;
  /** Resolves when the present life has ended, however it ended. */
  dead(): Promise<void>;
  isDead(): boolean;
  /** SIGKILL, as a power cut. */
  kill(): Promise<void>;
  /** Milliseconds since the last start was ready. */
  age(): number;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

interface Life {
  readonly process: ChildProcess;
  readonly ready: Promise<boolean>;
  readonly ended: Promise<void>;
  errors: string;
  over: boolean;
}

function live(port: number, data: string): Life {
  const child = spawn(process.execPath, [main, '--data', data, '--port', String(port), '--limits', 'off'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ready = new Promise<boolean>((resolve) => {
    child.stdout.on('data', (line: Buffer) => {
      if (line.toString().includes('ready ')) resolve(true);
    });
    child.once('exit', () => resolve(false));
  });
  const life: Life = {
    process: child,
    ready,
    ended: once(child, 'exit').then(() => {
      life.over = true;
    }),
    errors: '',
    over: false,
  };
  child.stderr.on('data', (line: Buffer) => {
    life.errors = (life.errors + line.toString()).slice(-4000);
  });
  return life;
}

/** A cloud on a new folder. Throws, at a start, when the process ended by anything but a SIGKILL. */
export async function mortalCloud(): Promise<MortalCloud> {
  const [port, data] = [await freePort(), mkdtempSync(join(tmpdir(), 'redress-kills-'))];
  let life: Life | undefined;
  let born = 0;
  const judge = () => {
    if (life?.over && life.process.signalCode !== 'SIGKILL') {
      throw new Error(`the local cloud ended by itself (${life.process.exitCode ?? life.process.signalCode}): ${life.errors}`);
    }
  };
  return {
    url: `http://127.0.0.1:${port}`,
    data,
    start: async () => {
      judge();
      life = live(port, data);
      const ready = await life.ready;
      judge();
      born = performance.now();
      return ready;
    },
    startAndKill: async (after) => {
      life = live(port, data);
      const child = life.process;
      let mine = false;
      const timer = setTimeout(() => {
        mine = child.kill('SIGKILL');
      }, after);
      await life.ended;
      clearTimeout(timer);
      judge();
      return mine;
    },
    dead: async () => await life?.ended,
    isDead: () => life?.over ?? true,
    kill: async () => {
      life?.process.kill('SIGKILL');
      await life?.ended;
    },
    age: () => performance.now() - born,
  };
}
