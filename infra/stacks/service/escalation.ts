import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ClockRang } from '../../../events/clock-rang.ts';
import { EventSubscription } from '../../constructs/event-subscription.ts';
import { mayReadSecret, maySendMail } from '../../constructs/permissions.ts';
import { surroundingsOf } from '../../constructs/surroundings.ts';
import { TaskFunction } from '../../constructs/task-function.ts';
import { every, hearsWith } from '../../constructs/triggers.ts';
import { Workflow } from '../../constructs/workflow.ts';

/** The path that most rings take. */
export const toldJourney = ['Find the person', 'What is to be done?', 'Tell them', 'Record it'] as const;

/** Deadlines reach people before they are missed: each ring of the ladder starts one short workflow. */
export class Escalation extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Workflow(this, 'Escalate', {
      definition: 'escalate/escalate.asl.json',
      express: true,
      tasks: [
        new TaskFunction(this, 'FindRecipients', { area: 'escalation', writes: ['cases'], reads: ['people'] }),
        new TaskFunction(this, 'ActOnRing', { area: 'escalation', writes: ['cases'], reads: ['people'] }),
        this.tellColleagues(),
        new TaskFunction(this, 'RecordEscalation', { area: 'escalation', writes: ['cases'], reads: ['people'] }),
      ],
      startsWhen: hearsWith(surroundingsOf(this).bus, [ClockRang], 'sla.action', true),
      journey: toldJourney,
      impact: 'Deadlines ring, but nobody is told before they are missed.',
    });
    new EventSubscription(this, 'EverySixHours', {
      to: new TaskFunction(this, 'MeasureDeadlines', { area: 'clocks', reads: ['cases'], queries: ['byDue'] }),
      when: every(Duration.hours(6)),
      worth: Duration.minutes(30),
      impact: 'Nobody sees how many deadlines are at risk.',
    });
    new EventSubscription(this, 'EveryDay', {
      to: new TaskFunction(this, 'MeasureSilence', {
        area: 'clocks',
        reads: ['cases'],
        queries: ['byStatus'],
        memory: 1024,
        timeout: Duration.minutes(5),
      }),
      when: every(Duration.days(1)),
      worth: Duration.hours(6),
      impact: 'Nobody sees how long customers wait.',
    });
  }

  /** The only function here that knows addresses, mails and the shop's webhook. */
  private tellColleagues(): TaskFunction {
    const { escalationUrl, secrets } = surroundingsOf(this).stage;
    const tell = new TaskFunction(this, 'TellColleagues', {
      area: 'escalation',
      writes: ['cases'],
      reads: ['people'],
      timeout: Duration.seconds(30),
      environment: escalationUrl ? { ESCALATION_URL: escalationUrl } : {},
    });
    maySendMail(tell);
    if (escalationUrl) mayReadSecret(tell, 'ESCALATION_SECRET_NAME', secrets.escalation);
    return tell;
  }
}
