import { type AddToPrincipalPolicyResult, PolicyDocument, type PolicyStatement, Role, type RoleProps } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/**
 * A role that carries what it may in itself, not in a policy beside it: a stack holds 500 resources at most, and one for each function counts.
 * It may not be allowed anything on a resource that needs its function first; such a right goes into a policy of its own.
 */
export class OwnRole extends Role {
  private readonly rights: PolicyDocument;

  constructor(scope: Construct, id: string, props: Omit<RoleProps, 'inlinePolicies'>) {
    const rights = new PolicyDocument({ minimize: true });
    super(scope, id, { ...props, inlinePolicies: { Rights: rights } });
    this.rights = rights;
  }

  override addToPrincipalPolicy(statement: PolicyStatement): AddToPrincipalPolicyResult {
    this.rights.addStatements(statement);
    return { statementAdded: true, policyDependable: this };
  }
}
