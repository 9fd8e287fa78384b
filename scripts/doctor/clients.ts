import { ConnectClient } from '@aws-sdk/client-connect';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';

/** What the doctor asks; every endpoint follows the environment (AWS_ENDPOINT_URL) unless a client is given. */
export interface Clients {
  readonly sts: STSClient;
  readonly ssm: SSMClient;
  readonly ses: SESv2Client;
  readonly lambda: LambdaClient;
  readonly secrets: SecretsManagerClient;
  readonly connect: ConnectClient;
  readonly quotas: ServiceQuotasClient;
  readonly fetch: typeof fetch;
}

export function clientsOf(region: string | undefined): Clients {
  const where = region ? { region } : {};
  return {
    sts: new STSClient(where),
    ssm: new SSMClient(where),
    ses: new SESv2Client(where),
    lambda: new LambdaClient(where),
    secrets: new SecretsManagerClient(where),
    connect: new ConnectClient(where),
    quotas: new ServiceQuotasClient(where),
    fetch,
  };
}
