import { localStacks } from '../infra/local/assembly-cache.ts';

/** Bundles and synthesizes once before the first test: every worker that starts a local cloud then finds it done. */
export async function setup(): Promise<void> {
  await localStacks(() => process.stderr.write('bundling the functions once for all tests\n'));
}
