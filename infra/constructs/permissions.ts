import { ArnFormat, Stack } from 'aws-cdk-lib';
import { surroundingsOf } from './surroundings.ts';
import type { TaskFunction } from './task-function.ts';
import { bucketArnFor } from './wildcards.ts';

/** Lets a function mail from the stage's address, and from no other. */
export function maySendMail(sender: TaskFunction): void {
  const { stage } = surroundingsOf(sender);
  const identity = Stack.of(sender).formatArn({ service: 'ses', resource: 'identity', resourceName: stage.mailIdentity });
  sender.may({ actions: ['ses:SendEmail'], resources: [identity], environment: { MAIL_FROM: stage.mailFrom } });
}

/** Lets a function make the users of the pool of colleagues. Signing in takes no right: whoever may is found out by the challenge. */
export function mayMakeColleagues(maker: TaskFunction): void {
  const { pool } = surroundingsOf(maker).colleagues;
  maker.may({
    actions: ['cognito-idp:AdminGetUser', 'cognito-idp:AdminCreateUser', 'cognito-idp:AdminSetUserPassword'],
    resources: [pool.userPoolArn],
    environment: { USER_POOL_ID: pool.userPoolId },
  });
}

/** Lets a function read one secret by its name; the value is never in a template or an environment. */
export function mayReadSecret(reader: TaskFunction, variable: `${string}_SECRET_NAME`, secretName: string): void {
  const secret = Stack.of(reader).formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    // Secrets Manager adds a dash and six characters that nobody can know before.
    resourceName: `${secretName}-??????`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  reader.may({ actions: ['secretsmanager:GetSecretValue'], resources: [secret], environment: { [variable]: secretName } });
}

/** Lets a function sign forms and links for photos and labels. */
export function mayHandleUploads(signer: TaskFunction): void {
  const { uploads } = surroundingsOf(signer);
  const bucket = bucketArnFor(signer, uploads);
  signer.may({
    actions: ['s3:PutObject', 's3:GetObject'],
    resources: [`${bucket}/*`],
    environment: { UPLOADS_BUCKET: uploads.bucketName },
    anyBecause: 'Objects of the one bucket of photos and labels; their keys are random and made at run time.',
  });
  // Without it S3 says "forbidden" where it means "nobody sent that file".
  signer.may({ actions: ['s3:ListBucket'], resources: [bucket] });
}

/** Lets a function delete photos and labels. */
export function mayDeleteUploads(eraser: TaskFunction): void {
  const { uploads } = surroundingsOf(eraser);
  eraser.may({
    actions: ['s3:DeleteObject'],
    resources: [`${bucketArnFor(eraser, uploads)}/*`],
    environment: { UPLOADS_BUCKET: uploads.bucketName },
    anyBecause: 'Objects of the one bucket of photos and labels; their keys are random and made at run time.',
  });
}

/** Lets a function take an address off the list of those that bounced or complained. */
export function mayForgetAddresses(eraser: TaskFunction): void {
  eraser.may({
    actions: ['ses:DeleteSuppressedDestination'],
    resources: ['*'],
    anyBecause: 'The suppression list is the whole account’s; SES knows no resource for it.',
  });
}

/** Lets a function ask the stage's payment provider: tells it where that is, and which secret opens it. */
export function mayAskProvider(asker: TaskFunction): void {
  const { payments, paymentsUrl, secrets } = surroundingsOf(asker).stage;
  const address = {
    local: { PAYMENTS_URL: paymentsUrl ?? 'http://payments.local' },
    stripe: paymentsUrl ? { STRIPE_API_BASE: paymentsUrl } : {},
    none: {},
  }[payments];
  for (const [name, value] of Object.entries({ PAYMENTS: payments, ...address })) asker.function.addEnvironment(name, value);
  if (payments === 'stripe') mayReadSecret(asker, 'STRIPE_SECRET_NAME', secrets.stripe);
}
