/** One attempt of a mocked task: a result, or an error. */
export type MockedAttempt = { return: unknown } | { throw: { error: string; cause?: string } };

/** The attempts of each mocked task, by state name, in the order in which they happen. */
export type Mocks = Record<string, MockedAttempt[]>;

/** A mocks file that cannot be used, or has nothing (left) for a task; the message names the state. */
export class MockError extends Error {
  override readonly name = 'MockError';
}

/** Takes parsed JSON for mocks; throws MockError that names state and attempt. */
export function readMocks(json: unknown): Mocks {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new MockError('Mocks must be an object: {"State name": [{"return": …}]}');
  for (const [state, attempts] of Object.entries(json)) {
    if (!Array.isArray(attempts)) throw new MockError(`Mocks of state "${state}" must be an array, one entry for each attempt`);
    for (const [index, attempt] of attempts.entries()) {
      if (!isAttempt(attempt))
        throw new MockError(
          `Mocks of state "${state}": entry ${index} must be {"return": …} or {"throw": {"error": "Name", "cause": "text"}}`,
        );
    }
  }
  return json as Mocks;
}

function isAttempt(value: unknown): value is MockedAttempt {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 1) return false;
  if ('return' in value) return true;
  if (!('throw' in value) || typeof value.throw !== 'object' || value.throw === null) return false;
  const { error, cause, ...rest } = value.throw as Record<string, unknown>;
  return typeof error === 'string' && (cause === undefined || typeof cause === 'string') && Object.keys(rest).length === 0;
}

/** Hands out the mocked attempts one by one; throws MockError that names the state when none is (left). */
export function takeMocks(mocks: Mocks): (state: string) => MockedAttempt {
  const taken = new Map<string, number>();
  return (state) => {
    const index = taken.get(state) ?? 0;
    const attempt = mocks[state]?.[index];
    if (attempt === undefined) {
      const had = mocks[state]?.length ?? 0;
      throw new MockError(
        had === 0
          ? `No mock for task "${state}": add "${state}": [{"return": …}] to the mocks`
          : `The mocks of task "${state}" are used up after ${had} attempt${had === 1 ? '' : 's'}: add another entry`,
      );
    }
    taken.set(state, index + 1);
    return attempt;
  };
}
