import { CfnOutput } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** Where every alarm goes: to the stage's address, and to whatever else subscribes. Alarms name no person, so AWS's own encryption will do. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { email }: { readonly email: string | undefined }) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { displayName: 'Redress', enforceSSL: true });
    if (email) this.topic.addSubscription(new EmailSubscription(email));
    acknowledge(
      this,
      'Serverless-SNSRedrivePolicy',
      'A mail that is refused tells nobody by lying in a queue; the dashboard shows every alarm.',
    );
    new CfnOutput(this, 'TopicArn', { value: this.topic.topicArn, description: 'Every alarm; subscribe whatever should hear them' });
  }
}
