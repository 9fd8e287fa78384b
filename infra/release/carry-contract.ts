import type { App } from 'aws-cdk-lib';
import { surroundingsOf } from '../constructs/surroundings.ts';
import { Workflow } from '../constructs/workflow.ts';
import { ServiceStack } from '../stacks/service-stack.ts';
import { contractKey, contractOf } from './contract.ts';

/** Writes into the service stack's template what this release promises to the executions of the next one's past. */
export function carryContract(app: App): void {
  for (const service of app.node.children.filter((child) => child instanceof ServiceStack)) {
    const workflows = service.node.findAll().filter((construct) => construct instanceof Workflow);
    const tasks = workflows.flatMap(({ tasks }) => tasks.map(({ node }) => node.id));
    service.templateOptions.metadata = { [contractKey]: contractOf(surroundingsOf(service).bundles, tasks) };
  }
}
