import type { FunctionModel } from '../template/model.ts';
import { PLACE } from '../template/place.ts';

/** Where browsers upload to: an IP address makes S3 write the bucket into the path instead of the host name. */
export const uploadsOrigin = (endpoint: string): string => endpoint.replace('//localhost', '//127.0.0.1');

/** The variables a function finds: those of its template and those that Lambda itself sets; nothing of this machine's. */
export function lambdaEnvironment(model: FunctionModel, endpoint: string, trace: () => string): Record<string, string> {
  const environment: Record<string, string> = {
    ...model.environment,
    AWS_REGION: PLACE.region,
    AWS_DEFAULT_REGION: PLACE.region,
    AWS_LAMBDA_FUNCTION_NAME: model.name,
    AWS_LAMBDA_FUNCTION_VERSION: '1',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(model.memoryMb),
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    TZ: ':UTC',
    // Signing an upload form needs keys, though nobody here checks them.
    AWS_ACCESS_KEY_ID: 'LOCAL',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_ENDPOINT_URL_S3: `${uploadsOrigin(endpoint)}/local/uploads`,
  };
  return Object.defineProperty(environment, '_X_AMZN_TRACE_ID', { enumerable: true, get: trace });
}
