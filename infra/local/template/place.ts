/** Where the templates believe to be deployed. */
export const PLACE = { account: '000000000000', region: 'us-east-1', partition: 'aws' } as const;

/** The ARN of something here. */
export function arn(service: string, resource: string): string {
  return `arn:${PLACE.partition}:${service}:${PLACE.region}:${PLACE.account}:${resource}`;
}

const pseudo: Record<string, string> = {
  'AWS::AccountId': PLACE.account,
  'AWS::Region': PLACE.region,
  'AWS::Partition': PLACE.partition,
  'AWS::URLSuffix': 'amazonaws.com',
};

/** The value of a pseudo parameter, if `name` is one. */
export function pseudoParameter(name: string, stack: string): string | undefined {
  if (name === 'AWS::StackName') return stack;
  if (name === 'AWS::StackId') return arn('cloudformation', `stack/${stack}/local`);
  return pseudo[name];
}
