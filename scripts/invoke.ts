import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';

/** Where a command does its work: the local cloud at a URL, or a stage in the AWS account of the current credentials. */
export type Target = { readonly url: string } | { readonly stage: string };

export const localUrl = 'http://localhost:4100';

/** The target that `--url` or `--stage` names; the local cloud when neither is given. Throws Error when both are. */
export function targetOf(values: { url?: string | undefined; stage?: string | undefined }): Target {
  if (values.stage && values.url) throw new Error('Give --url or --stage, not both.');
  return values.stage ? { stage: values.stage } : { url: (values.url ?? localUrl).replace(/\/+$/, '') };
}

function clientFor(target: Target): LambdaClient {
  if (!('url' in target)) return new LambdaClient({});
  return new LambdaClient({
    endpoint: target.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
}

/** Calls one of the functions that the command line may call. Throws Error with what to do when the target is not there. */
export async function invoke(
  target: Target,
  name: 'import-orders' | 'publish-policy' | 'manage-customer',
  payload: unknown,
): Promise<unknown> {
  const stage = 'url' in target ? 'local' : target.stage;
  const command = new InvokeCommand({ FunctionName: `redress-${stage}-${name}`, Payload: JSON.stringify(payload) });
  const answer = await clientFor(target)
    .send(command)
    .catch((error: unknown) => {
      const reason = error instanceof Error && error.message ? error.message : String(error);
      const cure =
        'url' in target ? `is \`npm start\` running at ${target.url}?` : `is stage ${stage} deployed, and may these credentials call it?`;
      throw new Error(`Could not reach ${name}: ${reason}; ${cure}`);
    });
  const body = JSON.parse(new TextDecoder().decode(answer.Payload) || 'null');
  if (answer.FunctionError) throw new Error(`${name} failed: ${body?.errorMessage ?? answer.FunctionError}`);
  return body;
}
