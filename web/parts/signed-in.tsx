import type { VNode } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import { ApiProblem } from '../api.ts';
import { keepToken, tokenOf } from '../session.ts';
import { AgentSignIn } from './agent-sign-in.tsx';

/** Shows its page to a signed-in colleague, the sign-in to everybody else; `onProblem` sends an expired session back to the sign-in. */
export function SignedIn({ page }: { page: (token: string, onProblem: (problem: unknown) => void) => VNode }): VNode {
  const [token, setToken] = useState(tokenOf('agent'));
  const leave = useCallback(() => {
    keepToken('agent', undefined);
    setToken(undefined);
  }, []);
  const onProblem = useCallback(
    (problem: unknown) => {
      if (problem instanceof ApiProblem && problem.status === 401) leave();
    },
    [leave],
  );
  if (!token) return <AgentSignIn onToken={setToken} />;
  return (
    <>
      {page(token, onProblem)}
      <p class="leave">
        <button type="button" class="plain" onClick={leave}>
          Sign out
        </button>
      </p>
    </>
  );
}
