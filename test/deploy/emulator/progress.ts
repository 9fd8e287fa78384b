const started = performance.now();

/** Says on the terminal how far the deploy test is, with the seconds since it began. */
export function progress(step: string): void {
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6);
  process.stderr.write(`[${seconds} s] ${step}\n`);
}
