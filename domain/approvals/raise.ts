import type { Approval } from './approval.ts';
import type { ClockFacts } from './approval-clock.ts';
import { stepsUp } from './ladder.ts';
import { panelChange } from './panel-change.ts';
import { askedAbout, presentLevel } from './who-decides.ts';

/** The approval on the next step upwards on which somebody is asked who was not asked before; undefined when nobody is left above. */
export function raisedPanel(facts: ClockFacts, on: Date): { readonly approval: Approval; readonly to: readonly string[] } | undefined {
  const { approval, matter, policy } = facts;
  const steps = stepsUp(presentLevel(approval, matter, policy).number, askedAbout(approval, matter), policy);
  for (let raised = approval.raised + 1; raised < steps.length; raised += 1) {
    const change = panelChange({ ...facts, approval: { ...approval, raised, reminded: [] } }, on);
    if (change.to.length > 0) return { approval: change.approval, to: change.to };
  }
  return undefined;
}
