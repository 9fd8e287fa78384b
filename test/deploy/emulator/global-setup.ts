import type { TestProject } from 'vitest/node';
import { progress } from './progress.ts';
import { type Emulator, startMiniStack } from './start-ministack.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    emulator: { readonly endpoint: string; readonly region: string };
  }
}

const region = process.env.AWS_REGION ?? 'eu-west-1';

/** Starts MiniStack for the whole run, or uses the endpoint that AWS_ENDPOINT_URL names and leaves it alone afterwards. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.AWS_ENDPOINT_URL;
  if (given) progress(`using ${given}, because AWS_ENDPOINT_URL says so`);
  const emulator: Emulator = given ? { url: given.replace(/\/+$/, ''), stop: async () => {} } : await startMiniStack(region);
  project.provide('emulator', { endpoint: emulator.url, region });
  return async () => await emulator.stop();
}
