import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Parts of a path that say nothing to whoever is called at night. */
const unsaid = new Set(['DeadLetters', 'NotEmpty', 'Alarm']);

/** The section of docs/runbook.md about an alarm: `Clocks/EveryMinute/DeadLetters/NotEmpty` is `every-minute`, `Log/Relay/FallsBehind` is `relay-falls-behind`. */
export function runbookSection(alarm: IConstruct): string {
  const ids = alarm.node.scopes.slice(Stack.of(alarm).node.scopes.length).map(({ node }) => node.id);
  const said = ids.slice(1).filter((id) => !unsaid.has(id));
  return said.map((id) => id.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase()).join('-');
}
