import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** The heading of a step. It takes the focus when the step appears, so that a keyboard or a screen reader goes on from there. */
export function StepHeading({ children, quiet = false }: { children: ComponentChildren; quiet?: boolean }): VNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!quiet) heading.current?.focus();
  }, [quiet]);
  return (
    <h2 tabIndex={-1} ref={heading}>
      {children}
    </h2>
  );
}

/** How something stands. When that changes by what the reader did, the new standing takes the focus. */
export function Standing({ status, children }: { status: string; children: ComponentChildren }): VNode {
  const line = useRef<HTMLParagraphElement>(null);
  const before = useRef(status);
  useEffect(() => {
    if (before.current !== status) line.current?.focus();
    before.current = status;
  }, [status]);
  return (
    <p class="state" role="status" tabIndex={-1} ref={line} data-status={status}>
      {children}
    </p>
  );
}
