import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ApiFunction } from '../../constructs/api-function.ts';
import { surroundingsOf } from '../../constructs/surroundings.ts';
import { TaskFunction } from '../../constructs/task-function.ts';
import { challengeFunction } from '../data/colleagues-pool.ts';

/** How colleagues sign in: the routes, and what answers the user pool's challenge. */
export class SignIn extends Construct {
  constructor(scope: Construct, id: string, { api }: { readonly api: HttpApi }) {
    super(scope, id);
    const { stage, colleagues } = surroundingsOf(this);
    new ApiFunction(this, 'ServeSessions', { area: 'sessions', api, below: ['/v1/sessions'], writes: ['cases', 'people'] });
    const challenge = new TaskFunction(this, 'AnswerChallenge', {
      area: 'sessions',
      functionName: challengeFunction(stage.stage),
      reads: ['cases'],
      writes: ['people'],
      memory: 1024,
      // Cognito waits five seconds, then asks again.
      timeout: Duration.seconds(5),
    });
    challenge.live.addPermission('AskedByThePool', {
      principal: new ServicePrincipal('cognito-idp.amazonaws.com'),
      sourceArn: colleagues.pool.userPoolArn,
    });
  }
}
