import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startLocalCloud } from './start-local-cloud.ts';

const USAGE = 'npm start -- [--port N] [--data DIR] [--virtual-time [--now INSTANT]] [--limits off] [--seed N] [--open]';
const began = performance.now();

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4100' },
      data: { type: 'string' },
      'virtual-time': { type: 'boolean', default: false },
      now: { type: 'string' },
      limits: { type: 'string', default: 'on' },
      seed: { type: 'string' },
      open: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port} is no port`);
  if (values.limits !== 'on' && values.limits !== 'off') throw new Error('--limits is on or off');
  if (values.now !== undefined && !values['virtual-time']) throw new Error('--now needs --virtual-time');
  return { ...values, port, limits: values.limits as 'on' | 'off' };
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  let doing = 'starting';
  // Quick starts stay quiet; slow ones say what they are at.
  const patience = setInterval(() => process.stderr.write(`${doing} (${((performance.now() - began) / 1000).toFixed(0)} s)\n`), 2000);
  const cloud = await startLocalCloud({
    port: options.port,
    limits: options.limits,
    virtualTime: options['virtual-time'],
    ...(options.data === undefined ? {} : { data: resolve(options.data) }),
    ...(options.now === undefined ? {} : { now: options.now }),
    ...(options.seed === undefined ? {} : { seed: Number(options.seed) }),
    progress: (now, blocking) => {
      doing = now;
      // What keeps this thread busy would keep the interval from telling.
      if (blocking) process.stderr.write(`${now} …\n`);
    },
  }).finally(() => clearInterval(patience));
  process.stdout.write(`ready ${cloud.url}\n`);
  if (options.open) {
    const command = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open';
    spawn(command, [cloud.url], { stdio: 'ignore', detached: true })
      .on('error', () => {})
      .unref();
  }
  const stop = () => {
    // A second signal, or anything that hangs, ends it all the same: nothing is lost by it.
    setTimeout(() => process.exit(0), 3000).unref();
    void cloud.stop().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  const { name, message } = error as Error & { code?: string };
  const taken = (error as { code?: string }).code === 'EADDRINUSE' ? '\nThe port is taken: choose another with --port.' : '';
  process.stderr.write(`${name}: ${message}${taken}\n`);
  process.exitCode = 1;
});
