import { carelessTasks, type Definition } from '../constructs/workflow-rules.ts';
import { type Finding, ofType, type Resources } from './finding.ts';

/** What the house forbids in a workflow, found in the deployed definition: a callback without timeout or catch, a task without named retries. */
export function machineDefinitions(resources: Resources): Finding[] {
  return ofType(resources, 'AWS::StepFunctions::StateMachine').flatMap(([resource, { Properties }]) => {
    const text = Properties.DefinitionString;
    if (typeof text !== 'string')
      return [{ rule: 'ReadableDefinition', resource, what: 'write the definition as a file with ${Placeholders}: rules read it' }];
    return carelessTasks(JSON.parse(text) as Definition).map((what) => ({ rule: 'CarelessTask', resource, what }));
  });
}
