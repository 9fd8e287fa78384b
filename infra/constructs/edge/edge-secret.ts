import { RemovalPolicy } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

/** What CloudFront shows to the API: key `a`, made here, and key `b`, empty until somebody rotates (docs/procedures.md says how). */
export function edgeSecret(scope: Construct): Secret {
  const secret = new Secret(scope, 'EdgeSecret', {
    description: 'Shown by CloudFront to the API of Redress: {a, b}, both valid, an empty one never',
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ b: '' }),
      generateStringKey: 'a',
      passwordLength: 48,
      excludePunctuation: true,
    },
    removalPolicy: RemovalPolicy.DESTROY,
  });
  acknowledge(
    secret,
    'AwsSolutions-SMG4',
    'CloudFront must send the new key before the old one is taken away: docs/procedures.md rotates it in three steps.',
  );
  return secret;
}
