import type { MachineType, State } from './definition.ts';
import { DefinitionError } from './definition-error.ts';
import { RULE_FIELDS, STATE_FIELDS } from './definition-fields.ts';
import { isExpression } from './expressions.ts';
import { checkRetry, readCatch } from './read-guards.ts';
import { readList, readObject } from './read-object.ts';
import { checkNumberField, checkStringField, checkTemplate } from './read-template.ts';
import { readTimestamp } from './timestamp.ts';

/** What a state says about others: where it may go and which variables it sets. */
export interface StateLinks {
  targets: { field: string; name: unknown }[];
  assigned: { field: string; name: string }[];
}

/** Checks one state except the scopes inside it; throws DefinitionError that names state and field. */
export function checkState(name: string, value: unknown, language: unknown, machine: MachineType): StateLinks {
  const type = readObject(value, name, '').Type;
  const known = STATE_FIELDS[type as State['Type']];
  if (known === undefined) throw new DefinitionError(name, 'Type', `must be one of ${Object.keys(STATE_FIELDS).join(', ')}`);
  const state = readObject(value, name, '', known);
  if ((state.QueryLanguage ?? language) !== 'JSONata') {
    throw new DefinitionError(
      name,
      'QueryLanguage',
      'must be "JSONata" (write it at the top of the definition): JSONPath is not supported',
    );
  }
  const links: StateLinks = { targets: [], assigned: [] };
  checkLeaving(name, state, '', links);
  checkDirection(name, state, links);
  for (const field of ['Arguments', 'Items', 'ItemSelector'] as const) checkTemplate(state[field], name, field);
  checkStringField(state.Error, name, 'Error');
  checkStringField(state.Cause, name, 'Cause');
  checkNumberField(state.MaxConcurrency, name, 'MaxConcurrency', 0);
  checkNumberField(state.ToleratedFailureCount, name, 'ToleratedFailureCount', 0);
  checkPercentage(name, state.ToleratedFailurePercentage);
  checkRetry(state.Retry, name);
  for (const [index, catcher] of readCatch(state.Catch, name).entries()) checkLeaving(name, catcher, `Catch[${index}]/`, links, true);
  if (type === 'Choice') checkChoices(name, state, links);
  if (type === 'Wait') checkWait(name, state);
  if (type === 'Task') checkTask(name, state, machine);
  return links;
}

function checkLeaving(name: string, part: Record<string, unknown>, place: string, links: StateLinks, mustGo = false): void {
  checkTemplate(part.Output, name, `${place}Output`);
  if (mustGo) links.targets.push({ field: `${place}Next`, name: part.Next });
  if (part.Assign === undefined) return;
  for (const [variable, value] of Object.entries(readObject(part.Assign, name, `${place}Assign`))) {
    const field = `${place}Assign/${variable}`;
    checkTemplate({ [variable]: value }, name, `${place}Assign`);
    if (variable === 'states') throw new DefinitionError(name, field, 'would hide $states, which is reserved: choose another name');
    if (!/^[\p{ID_Start}_][\p{ID_Continue}]{0,79}$/u.test(variable))
      throw new DefinitionError(name, field, 'must be named like an identifier of at most 80 characters');
    links.assigned.push({ field, name: variable });
  }
}

function checkDirection(name: string, state: Record<string, unknown>, links: StateLinks): void {
  if (state.Type === 'Choice' || state.Type === 'Succeed' || state.Type === 'Fail') return;
  if (state.End !== undefined && state.End !== true) throw new DefinitionError(name, 'End', 'must be true, or be left out');
  if (state.Next !== undefined && state.End !== undefined) throw new DefinitionError(name, 'End', 'stands beside Next: keep one of them');
  if (state.Next === undefined && state.End === undefined)
    throw new DefinitionError(name, 'End', 'is missing: give the state "Next" or "End": true');
  if (state.Next !== undefined) links.targets.push({ field: 'Next', name: state.Next });
}

function checkChoices(name: string, state: Record<string, unknown>, links: StateLinks): void {
  for (const [index, entry] of readList(state.Choices, name, 'Choices').entries()) {
    const rule = readObject(entry, name, `Choices[${index}]`, RULE_FIELDS);
    const condition = rule.Condition;
    if (typeof condition !== 'boolean' && !isExpression(condition))
      throw new DefinitionError(name, `Choices[${index}]/Condition`, 'must be an expression "{% … %}" or a boolean');
    checkTemplate(condition, name, `Choices[${index}]/Condition`);
    checkLeaving(name, rule, `Choices[${index}]/`, links, true);
  }
  if (state.Default !== undefined) links.targets.push({ field: 'Default', name: state.Default });
}

function checkWait(name: string, state: Record<string, unknown>): void {
  if ((state.Seconds === undefined) === (state.Timestamp === undefined))
    throw new DefinitionError(name, 'Seconds', 'or "Timestamp": give exactly one of them');
  checkNumberField(state.Seconds, name, 'Seconds', 0);
  checkStringField(state.Timestamp, name, 'Timestamp');
  const timestamp = state.Timestamp;
  if (typeof timestamp === 'string' && !isExpression(timestamp) && readTimestamp(timestamp) === undefined) {
    throw new DefinitionError(name, 'Timestamp', 'must be an RFC 3339 instant such as 2026-01-31T09:00:00Z, or an expression');
  }
}

function checkTask(name: string, state: Record<string, unknown>, machine: MachineType): void {
  const resource = state.Resource;
  if (typeof resource !== 'string' || resource === '' || resource.startsWith('{%'))
    throw new DefinitionError(name, 'Resource', 'must be a literal ARN');
  if (/\.sync(:2)?$/.test(resource))
    throw new DefinitionError(
      name,
      'Resource',
      'ends in .sync, which this engine does not run: use .waitForTaskToken or plain request-response',
    );
  if (/^arn:[^:]*:states:[^:]*:[^:]*:activity:/.test(resource))
    throw new DefinitionError(name, 'Resource', 'is an activity, which this engine does not run: use .waitForTaskToken');
  if (machine === 'EXPRESS' && resource.endsWith('.waitForTaskToken')) {
    throw new DefinitionError(
      name,
      'Resource',
      'ends in .waitForTaskToken, which Express machines do not allow: make the machine STANDARD',
    );
  }
  checkNumberField(state.TimeoutSeconds, name, 'TimeoutSeconds', 1);
  checkNumberField(state.HeartbeatSeconds, name, 'HeartbeatSeconds', 1);
  if (
    typeof state.TimeoutSeconds === 'number' &&
    typeof state.HeartbeatSeconds === 'number' &&
    state.HeartbeatSeconds >= state.TimeoutSeconds
  ) {
    throw new DefinitionError(name, 'HeartbeatSeconds', 'must be smaller than TimeoutSeconds');
  }
}

function checkPercentage(name: string, value: unknown): void {
  if (value === undefined) return;
  checkTemplate(value, name, 'ToleratedFailurePercentage');
  if (!isExpression(value) && (typeof value !== 'number' || value < 0 || value > 100)) {
    throw new DefinitionError(name, 'ToleratedFailurePercentage', 'must be a number from 0 to 100, or an expression "{% … %}"');
  }
}
