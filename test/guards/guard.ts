/** One guard of the refund path: what stands in the code, what would stand there without it, and the test that goes red then. */
export interface Guard {
  readonly what: string;
  readonly file: string;
  readonly guard: string;
  readonly without: string;
  readonly test: readonly [file: string, name: string];
}
