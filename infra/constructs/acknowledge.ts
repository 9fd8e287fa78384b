import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Tells the rules that run at synth why what they find here, and below, is meant. */
export function acknowledge(scope: IConstruct, finding: string, reason: string): void {
  Validations.of(scope).acknowledge({ id: finding, reason });
}
