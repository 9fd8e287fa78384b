import type { VNode } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { ApiProblem, call } from '../api.ts';
import { rememberDevice, rememberedDevice } from '../device.ts';
import { keepEmail, keepToken, tokenOf } from '../session.ts';
import { AgentSignIn } from './agent-sign-in.tsx';

/** Signs in by the device, if this browser remembers one; forgets it when it is no longer known. */
async function byDevice(): Promise<string | undefined> {
  const known = rememberedDevice();
  if (!known) return undefined;
  try {
    const { token } = await call('POST /v1/sessions/device', { ...known });
    keepToken('agent', token);
    keepEmail(known.email);
    return token;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) rememberDevice(undefined);
    return undefined;
  }
}

/** Shows its page to a signed-in colleague, the sign-in to everybody else; `onProblem` sends an expired session back to the sign-in. */
export function SignedIn({ page }: { page: (token: string, onProblem: (problem: unknown) => void) => VNode }): VNode {
  const [token, setToken] = useState(tokenOf('agent'));
  const [asking, setAsking] = useState(!token && rememberedDevice() !== undefined);
  const leave = useCallback(() => {
    keepToken('agent', undefined);
    setToken(undefined);
  }, []);
  useEffect(() => {
    if (!asking) return;
    void byDevice()
      .then(setToken)
      .finally(() => setAsking(false));
  }, [asking]);
  const onProblem = useCallback(
    (problem: unknown) => {
      if (problem instanceof ApiProblem && problem.status === 401) leave();
    },
    [leave],
  );
  const signOut = async (everywhere: boolean): Promise<void> => {
    const device = rememberedDevice()?.device;
    rememberDevice(undefined);
    await call('POST /v1/sessions/end', { everywhere, ...(device ? { device } : {}) }, { token }).catch(() => undefined);
    leave();
  };
  if (asking) return <p role="status">Signing you in…</p>;
  if (!token) return <AgentSignIn onToken={setToken} />;
  return (
    <>
      {page(token, onProblem)}
      <p class="leave">
        <button type="button" class="plain" onClick={() => void signOut(false)}>
          Sign out
        </button>{' '}
        <button type="button" class="plain" onClick={() => void signOut(true)}>
          Leave all devices
        </button>
      </p>
    </>
  );
}
