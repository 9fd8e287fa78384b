import type { IPolicyValidationPlugin } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { HouseRules } from './house-rules.ts';

/** Everything that a template must pass at synth: two packs of cdk-nag and the rules of this house. */
export function gates(app: IConstruct): IPolicyValidationPlugin[] {
  return [new AwsSolutionsChecks(app), new ServerlessChecks(app), new HouseRules()];
}
