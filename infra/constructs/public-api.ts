import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpRoute, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { surroundingsOf } from './surroundings.ts';

/** The HTTP API. Its access log joins requests by id and names no person: no address, no token, no query. */
export class PublicApi extends Construct {
  readonly api: HttpApi;
  readonly url: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { stage } = surroundingsOf(this);
    this.api = new HttpApi(this, 'Api', { createDefaultStage: false, description: `Redress, stage ${stage.stage}` });
    const accessLog = new LogGroup(this, 'AccessLog', { retention: stage.retention.logDays, removalPolicy: RemovalPolicy.DESTROY });
    const live = new HttpStage(this, 'Live', {
      httpApi: this.api,
      autoDeploy: true,
      throttle: { rateLimit: stage.throttle.perSecond, burstLimit: stage.throttle.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLog),
        format: AccessLogFormat.custom(
          JSON.stringify({
            requestId: '$context.requestId',
            at: '$context.requestTimeEpoch',
            method: '$context.httpMethod',
            route: '$context.routeKey',
            status: '$context.status',
            milliseconds: '$context.responseLatency',
            error: '$context.integrationErrorMessage',
          }),
        ),
      },
    });
    this.url = live.url;
    Validations.of(this.api).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason: 'Functions check the bearer token themselves: customers and colleagues sign in with codes that Redress mails.',
    });
  }
  /** Every path that leads to the API, in the form of CloudFront's path patterns: `/v1` and `/v1/*`. */
  get paths(): string[] {
    const routes = Stack.of(this)
      .node.findAll()
      .filter((construct) => construct instanceof HttpRoute);
    const first = routes.map(({ path }) => path?.split('/')[1] ?? '');
    return [...new Set(first)].sort().flatMap((segment) => [`/${segment}`, `/${segment}/*`]);
  }

  /** The host of the API, without scheme. */
  get host(): string {
    return `${this.api.apiId}.execute-api.${Stack.of(this).region}.${Stack.of(this).urlSuffix}`;
  }
}
