import { describe, expect, it } from 'vitest';
import { changedResults, expressionsIn, recordedOf, unrecorded, workflowFolders } from '../../../infra/rules/recorded-inputs.ts';

describe.each(workflowFolders())('the expressions of %s', (workflow) => {
  it('were all reached by a journey; `npm run record` writes down what they saw', () => {
    expect(expressionsIn(workflow).length).toBeGreaterThan(5);
    expect(unrecorded(workflow)).toEqual([]);
  });

  it('give for what they saw then what they gave then', async () => expect(await changedResults(workflow)).toEqual([]));
});

describe('what was recorded', () => {
  const [one] = recordedOf('return').filter(({ state, field }) => state === 'Decided?' && field === 'Choices[0]/Condition');

  it('finds an expression that gives something else', async () => {
    expect(await changedResults('return', [{ ...one!, gives: !one!.gives }])).toEqual([
      `return, "Decided?", Choices[0]/Condition: ${one!.gives} instead of ${!one!.gives}`,
    ]);
  });

  it('finds an expression that can no longer read what executions of then carry', async () => {
    const [assign] = recordedOf('return').filter(({ state, field }) => state === 'Decide the return' && field === 'Assign/caseId');
    const states = { ...(assign!.sees.states as object), input: { caseId: 'R-00000001' } };
    expect(await changedResults('return', [{ ...assign!, sees: { states } }])).toEqual([expect.stringContaining('returned nothing')]);
  });

  it('holds no token', () => {
    const tokens = workflowFolders().flatMap((workflow) => JSON.stringify(recordedOf(workflow)).match(/"Token":"[^"]*"/g) ?? []);
    expect([...new Set(tokens)]).toEqual(['"Token":"the-token"']);
  });
});
