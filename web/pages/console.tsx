import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { mount } from '../mount.ts';
import { CaseDesk } from '../parts/case-desk.tsx';
import { CaseList } from '../parts/case-list.tsx';
import { Page } from '../parts/page.tsx';
import { SignedIn } from '../parts/signed-in.tsx';

const caseOfAddress = (): string => (location.hash === '#list' ? '' : decodeURIComponent(location.hash.slice(1)));

/** The list, or the case that the address names: going back in the browser goes back to the list. */
function Console({ token, onProblem }: { token: string; onProblem: (problem: unknown) => void }): VNode {
  const [caseId, setCaseId] = useState(caseOfAddress);
  useEffect(() => {
    const turn = (): void => setCaseId(caseOfAddress());
    addEventListener('hashchange', turn);
    addEventListener('popstate', turn);
    return () => {
      removeEventListener('hashchange', turn);
      removeEventListener('popstate', turn);
    };
  }, []);
  return caseId ? (
    <CaseDesk key={caseId} caseId={caseId} token={token} onProblem={onProblem} />
  ) : (
    <CaseList token={token} onProblem={onProblem} />
  );
}

mount(() => (
  <Page title="Cases" translated={false} wide>
    <SignedIn page={(token, onProblem) => <Console token={token} onProblem={onProblem} />} />
  </Page>
));
