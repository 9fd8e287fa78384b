import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Construct } from 'constructs';
import { ApprovalAnswered } from '../../../events/approval-answered.ts';
import { ApprovalAsked } from '../../../events/approval-asked.ts';
import { ApprovalDecided } from '../../../events/approval-decided.ts';
import { ApprovalEnded } from '../../../events/approval-ended.ts';
import { ApprovalHandedOver } from '../../../events/approval-handed-over.ts';
import { ApprovalQuestioned } from '../../../events/approval-questioned.ts';
import { ApprovalReminded } from '../../../events/approval-reminded.ts';
import { ApprovalSuperseded } from '../../../events/approval-superseded.ts';
import { ApprovalUnread } from '../../../events/approval-unread.ts';
import { ApiFunction } from '../../constructs/api-function.ts';
import { DeadLetters } from '../../constructs/dead-letters.ts';
import { mayReadSecret } from '../../constructs/permissions.ts';
import { surroundingsOf } from '../../constructs/surroundings.ts';
import { TaskFunction } from '../../constructs/task-function.ts';
import { hears } from '../../constructs/triggers.ts';
import { Workflow } from '../../constructs/workflow.ts';
import type { Stage } from '../../stages.ts';

/** The path that nearly every change takes. */
export const shownJourney = ['Show it in Slack', 'Shown?', 'It stands there'] as const;

const changes = [
  ApprovalAsked,
  ApprovalHandedOver,
  ApprovalReminded,
  ApprovalUnread,
  ApprovalQuestioned,
  ApprovalAnswered,
  ApprovalDecided,
  ApprovalSuperseded,
  ApprovalEnded,
];

/** Colleagues decide in Slack: messages that show approvals as they stand, and the buttons under them. Only where the shop has Slack. */
export class Slack extends Construct {
  constructor(scope: Construct, id: string, { api, slack }: { readonly api: HttpApi; readonly slack: NonNullable<Stage['slack']> }) {
    super(scope, id);
    const { bus } = surroundingsOf(this);
    const place = { area: 'slack', environment: environmentOf(slack) } as const;
    const whisper = new TaskFunction(this, 'WhisperInSlack', { ...place, timeout: Duration.seconds(15) });
    const lost = new DeadLetters(new Construct(this, 'SayWhyNot'), 'DeadLetters', {
      impact: 'Colleagues press buttons in Slack and are not told why nothing changed.',
    });
    whisper.live.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.minutes(30),
      onFailure: new SqsDestination(lost.queue),
    });

    const receive = new ApiFunction(this, 'ReceiveSlack', {
      ...place,
      api,
      at: ['/slack/interactions', '/v1/slack/interactions', '/slack/commands', '/v1/slack/commands'],
      writes: ['cases'],
      reads: ['people'],
      stores: ['people'],
      timeout: Duration.seconds(10),
      environment: { ...place.environment, WHISPER_FUNCTION: whisper.live.functionArn },
    });
    whisper.live.grantInvoke(receive);

    const show = new TaskFunction(this, 'ShowInSlack', { ...place, writes: ['cases'], reads: ['people'], timeout: Duration.minutes(1) });
    new Workflow(this, 'TellSlack', {
      definition: 'tell-slack/tell-slack.asl.json',
      tasks: [show],
      startsWhen: hears(bus, changes),
      journey: shownJourney,
      impact: 'Slack shows approvals that are over, or none; mails still ask for every decision.',
      alarmed: true,
    });
    for (const user of [whisper, receive, show]) mayReadSecret(user, 'SLACK_SECRET_NAME', surroundingsOf(this).stage.secrets.slack);
  }
}

function environmentOf({ team, app, channel, apiUrl }: NonNullable<Stage['slack']>): Record<string, string> {
  return {
    SLACK_TEAM: team,
    SLACK_APP: app,
    ...(channel ? { SLACK_CHANNEL: channel } : {}),
    ...(apiUrl ? { SLACK_API_URL: apiUrl } : {}),
  };
}
