import { execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Stripe's own stand-in, which checks every request against Stripe's OpenAPI: https://github.com/stripe/stripe-mock */
const version = 'v0.203.0';

/** Is there a Go to build it with? */
export function hasGo(): boolean {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Builds stripe-mock once per version, starts it on a free port of this machine, and answers its address and how to stop it. */
export async function startStripeMock(): Promise<{ url: string; stop(): void }> {
  const folder = join(tmpdir(), `redress-stripe-mock-${version}`);
  const program = join(folder, 'stripe-mock');
  if (!existsSync(program)) {
    console.log(`building stripe-mock ${version}, once`);
    const environment = { ...process.env, GOBIN: folder, GOFLAGS: '-mod=mod' };
    await promisify(execFile)('go', ['install', `github.com/stripe/stripe-mock@${version}`], { env: environment });
  }
  const port = await freePort();
  const running = spawn(program, ['-http-addr', `127.0.0.1:${port}`], { stdio: ['ignore', 'pipe', 'pipe'] });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 200; tries += 1) {
    const answer = await fetch(`${url}/v1/refunds`, { headers: { authorization: 'Bearer sk_test_123' } }).catch(() => undefined);
    if (answer?.ok) return { url, stop: () => void running.kill() };
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  running.kill();
  throw new Error('stripe-mock did not answer');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
