import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import type { Account } from '../emulator/cdk.ts';
import { clientFor } from '../shop/deployed-shop.ts';
import { until } from '../shop/returning.ts';

/** The resources of a small stack by logical id, as a template writes them. */
export type Resources = Readonly<Record<string, object>>;

const body = (Resources: Resources): string => JSON.stringify({ Resources });

/** A stack of a probe: made, changed and deleted through CloudFormation itself. */
export class SmallStack {
  readonly cloudFormation: CloudFormationClient;
  readonly name: string;

  constructor(account: Account, name: string) {
    this.cloudFormation = new CloudFormationClient(clientFor(account));
    this.name = `probe-${name}-${Date.now().toString(36)}`;
  }

  /** Creates it; answers the status that it came to rest in and the first reason that was given for a failure. */
  async create(resources: Resources): Promise<{ status: string; reason: string }> {
    await this.cloudFormation.send(new CreateStackCommand({ StackName: this.name, TemplateBody: body(resources) }));
    const status = await this.rest();
    const { StackEvents } = await this.cloudFormation.send(new DescribeStackEventsCommand({ StackName: this.name }));
    const failed = StackEvents?.findLast(({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED');
    return { status, reason: failed?.ResourceStatusReason ?? '' };
  }

  async update(resources: Resources): Promise<string> {
    await this.cloudFormation.send(new UpdateStackCommand({ StackName: this.name, TemplateBody: body(resources) }));
    return await this.rest();
  }

  async delete(nameOrArn = this.name): Promise<void> {
    await this.cloudFormation.send(new DeleteStackCommand({ StackName: nameOrArn }));
  }

  /** The status that it comes to rest in; DELETE_COMPLETE when it is gone. */
  async rest(): Promise<string> {
    return await until(async () => {
      const status = (await this.describe())?.StackStatus ?? 'DELETE_COMPLETE';
      return !status.endsWith('_IN_PROGRESS') && status;
    }, `${this.name} comes to rest`);
  }

  /** The stack as CloudFormation describes it, or nothing when it is gone. */
  async describe() {
    const { Stacks } = await this.cloudFormation
      .send(new DescribeStacksCommand({ StackName: this.name }))
      .catch(() => ({ Stacks: undefined }));
    return Stacks?.[0];
  }
}
