import { DescribeInstanceCommand } from '@aws-sdk/client-connect';
import { paginateListServiceQuotas } from '@aws-sdk/client-service-quotas';
import type { Stage } from '../../infra/stages.ts';
import type { Clients } from './clients.ts';
import { type Finding, nameOf } from './finding.ts';

/** What the queue in front of Connect is shaped for, in requests a second. */
const leastRate = 2;

/** Amazon Connect, where the stage has it: is the instance there and active, and are its API rates what the queue is shaped for? */
export async function checkConnect({ connect: configured }: Stage, { connect, quotas }: Clients): Promise<Finding[]> {
  if (!configured) return [];
  const about = 'Amazon Connect';
  const cure = 'correct connect.instance in redress.config.ts: the ARN under Connect console, Overview';
  try {
    const { Instance } = await connect.send(new DescribeInstanceCommand({ InstanceId: configured.instance.split('/').at(-1) }));
    if (Instance?.InstanceStatus !== 'ACTIVE')
      return [{ about, wrong: `the instance is ${Instance?.InstanceStatus ?? 'not there'}`, cure }];
  } catch (error) {
    return [{ about, wrong: `the instance does not answer (${nameOf(error)})`, cure }];
  }
  const findings: Finding[] = [];
  for await (const { Quotas } of paginateListServiceQuotas({ client: quotas }, { ServiceCode: 'connect' }))
    for (const { QuotaName = '', Value = leastRate } of Quotas ?? [])
      if (/^Rate of Start(Task|OutboundEmail)Contact API requests$/.test(QuotaName) && Value < leastRate)
        findings.push({
          about: 'Connect rates',
          wrong: `${QuotaName}: ${Value} a second, the queue sends ${leastRate}`,
          cure: `ask for ${leastRate}: Service Quotas, Amazon Connect, "${QuotaName}"`,
        });
  return findings;
}
