import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import { rememberDevice } from '../device.ts';
import { keepEmail, keepToken } from '../session.ts';
import { Input } from './field.tsx';
import { Form } from './form.tsx';
import { StepHeading } from './heading.tsx';
import { useAction } from './working.ts';

/** A colleague's sign-in: address, then the code from the mail. */
export function AgentSignIn({ onToken }: { onToken: (token: string) => void }): VNode {
  const [email, setEmail] = useState<string>();
  const { busy, problem, run } = useAction();
  if (!email) {
    return (
      <Form
        problem={problem}
        onValues={({ email: typed = '' }) =>
          run(async () => {
            await call('POST /v1/sessions', { email: typed });
            setEmail(typed);
          })
        }
      >
        <StepHeading quiet>Sign in</StepHeading>
        <p>We send a code to your address.</p>
        <Input label="Email address" name="email" type="email" required autoComplete="email" />
        <button type="submit" disabled={busy}>
          Send me a code
        </button>
      </Form>
    );
  }
  return (
    <Form
      key="code"
      problem={problem}
      onValues={({ code = '', remember }) =>
        run(async () => {
          const { token, device } = await call('POST /v1/sessions/code', { email, code, ...(remember ? { remember: true } : {}) });
          keepToken('agent', token);
          keepEmail(email);
          if (device) rememberDevice({ email, device });
          onToken(token);
        })
      }
    >
      <StepHeading>Enter the code</StepHeading>
      <p>If {email} is a colleague’s address, a six-digit code is in its mailbox now.</p>
      <Input label="Six-digit code" name="code" required autoComplete="one-time-code" inputMode="numeric" />
      <p>
        <label>
          <input type="checkbox" name="remember" value="yes" /> Remember this device for 30 days. Do not tick this on a shared computer.
        </label>
      </p>
      <p class="actions">
        <button type="submit" disabled={busy}>
          Sign in
        </button>
        <button type="button" class="plain" onClick={() => setEmail(undefined)}>
          Use another address
        </button>
      </p>
    </Form>
  );
}
