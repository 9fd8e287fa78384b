import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { ApiProblem } from '../api.ts';
import { keepToken, tokenOf } from '../session.ts';
import { AgentSignIn } from './agent-sign-in.tsx';

/** Shows its page to a signed-in colleague, the sign-in to everybody else; `onProblem` sends an expired session back to the sign-in. */
export function SignedIn({ page }: { page: (token: string, onProblem: (problem: unknown) => void) => VNode }): VNode {
  const [token, setToken] = useState(tokenOf('agent'));
  const onProblem = (problem: unknown): void => {
    if (!(problem instanceof ApiProblem && problem.status === 401)) return;
    keepToken('agent', undefined);
    setToken(undefined);
  };
  return token ? page(token, onProblem) : <AgentSignIn onToken={setToken} />;
}
