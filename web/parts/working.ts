import { useState } from 'preact/hooks';

/** Runs one action at a time and keeps what went wrong: `run` is ignored while another is under way, so a double click asks once. */
export function useAction(): { busy: boolean; problem: unknown; run: (action: () => Promise<void>) => void } {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const run = (action: () => Promise<void>): void => {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    action()
      .catch(setProblem)
      .finally(() => setBusy(false));
  };
  return { busy, problem, run };
}
