import { Construct } from 'constructs';
import { answering } from '../../../functions/waiting/answering.ts';
import { EventSubscription } from '../../constructs/event-subscription.ts';
import { surroundingsOf } from '../../constructs/surroundings.ts';
import { TaskFunction } from '../../constructs/task-function.ts';
import { hears } from '../../constructs/triggers.ts';
import type { Workflow } from '../../constructs/workflow.ts';

/** Waiting steps go on when the case answers them. The only reader of task tokens. */
export class Waiting extends Construct {
  constructor(scope: Construct, id: string, { workflow }: { readonly workflow: Workflow }) {
    super(scope, id);
    const resume = new TaskFunction(this, 'ResumeWorkflow', { area: 'waiting', reads: ['cases'], writes: ['vault'] });
    workflow.mayAnswerTasks(resume);
    new EventSubscription(this, 'ResumeWorkflowOnAnswers', {
      to: resume,
      when: hears(surroundingsOf(this).bus, answering),
      impact: 'Decisions, parcels and inspections are recorded, but their returns do not go on.',
    });
  }
}
