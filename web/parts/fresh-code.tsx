import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import { emailOf, keepToken } from '../session.ts';
import { Input } from './field.tsx';
import { Form } from './form.tsx';
import { StepHeading } from './heading.tsx';
import { useAction } from './working.ts';

/** Asks for a new code where the amount needs one, then goes on with what was decided. */
export function FreshCode({ goOn }: { goOn: (token: string) => Promise<void> }): VNode {
  const [sentTo, setSentTo] = useState<string>();
  const { busy, problem, run } = useAction();
  if (!sentTo) {
    return (
      <Form
        class="panel"
        problem={problem}
        onValues={({ email = emailOf() ?? '' }) =>
          run(async () => {
            await call('POST /v1/sessions', { email });
            setSentTo(email);
          })
        }
      >
        <StepHeading>This amount needs a new code</StepHeading>
        <p>A remembered device is not enough above the limit of your shop. We send a code to your address; then your decision goes on.</p>
        {emailOf() ? null : <Input label="Email address" name="email" type="email" required autoComplete="email" />}
        <button type="submit" disabled={busy}>
          Send me a code
        </button>
      </Form>
    );
  }
  return (
    <Form
      key="code"
      class="panel"
      problem={problem}
      onValues={({ code = '' }) =>
        run(async () => {
          const { token } = await call('POST /v1/sessions/code', { email: sentTo, code });
          keepToken('agent', token);
          await goOn(token);
        })
      }
    >
      <StepHeading>Enter the code</StepHeading>
      <Input label="Six-digit code" name="code" required autoComplete="one-time-code" inputMode="numeric" />
      <button type="submit" disabled={busy}>
        Go on
      </button>
    </Form>
  );
}
