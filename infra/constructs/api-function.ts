import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Construct } from 'constructs';
import { surroundingsOf } from './surroundings.ts';
import { TaskFunction, type TaskFunctionProps } from './task-function.ts';

export interface ApiFunctionProps extends TaskFunctionProps {
  readonly api: HttpApi;
  /** Paths that it answers together with everything below them. */
  readonly below?: readonly string[];
  /** Paths that it answers alone. */
  readonly at?: readonly string[];
}

/**
 * A function that answers an area of the HTTP API; which methods and paths exist below is its own routes' business. It knows by whose keys
 * the tokens of colleagues are signed.
 */
export class ApiFunction extends TaskFunction {
  constructor(scope: Construct, id: string, { api, below = [], at = [], ...props }: ApiFunctionProps) {
    const { edgeSecret, colleagues } = surroundingsOf(scope);
    const environment = {
      USER_POOL_ISSUER: colleagues.pool.userPoolProviderUrl,
      USER_POOL_CLIENT_ID: colleagues.client.userPoolClientId,
      ...props.environment,
    };
    super(scope, id, { memory: 1024, timeout: Duration.seconds(15), ...props, environment });
    if (edgeSecret)
      this.may({
        actions: ['secretsmanager:GetSecretValue'],
        resources: [edgeSecret.secretArn],
        environment: { EDGE_SECRET_NAME: edgeSecret.secretArn },
      });
    const integration = new HttpLambdaIntegration(`${id}Integration`, this.live, { scopePermissionToRoute: false });
    for (const path of [...at, ...below.flatMap((prefix) => [prefix, `${prefix}/{proxy+}`])])
      api.addRoutes({ path, methods: [HttpMethod.ANY], integration });
  }
}
