/** Something that will not work as the stage is configured: what is wrong, and the next step. */
export interface Finding {
  readonly about: string;
  readonly wrong: string;
  readonly cure: string;
}

/** The name of what an AWS call failed with. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}
