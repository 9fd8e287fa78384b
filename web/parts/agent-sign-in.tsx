import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import { keepToken } from '../session.ts';
import { Input, valuesOf } from './field.tsx';
import { ProblemSummary } from './problem.tsx';
import { useAction } from './working.ts';

/** A colleague's sign-in: address, then the code from the mail. */
export function AgentSignIn({ onToken }: { onToken: (token: string) => void }): VNode {
  const [email, setEmail] = useState<string>();
  const { busy, problem, run } = useAction();
  if (!email) {
    return (
      <form
        onSubmit={(event) => {
          const { email: typed = '' } = valuesOf(event);
          run(async () => {
            await call('POST /v1/sessions', { email: typed });
            setEmail(typed);
          });
        }}
      >
        <ProblemSummary problem={problem} />
        <p>Please sign in. We send a code to your address.</p>
        <Input label="Email address" name="email" type="email" required autoComplete="email" />
        <button type="submit" disabled={busy}>
          Send me a code
        </button>
      </form>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        const { code = '' } = valuesOf(event);
        run(async () => {
          const { token } = await call('POST /v1/sessions/code', { email, code });
          keepToken('agent', token);
          onToken(token);
        });
      }}
    >
      <ProblemSummary problem={problem} />
      <Input label="Six-digit code" name="code" required autoComplete="one-time-code" inputMode="numeric" />
      <button type="submit" disabled={busy}>
        Sign in
      </button>
      <button type="button" class="plain" onClick={() => setEmail(undefined)}>
        Use another address
      </button>
    </form>
  );
}
