import type { Pattern } from '../services/event-pattern.ts';
import type { Definition, MachineType } from '../states/definition.ts';

/** A Lambda function as the template describes it. `short` is the construct's name, `code` a directory or file with the bundle. */
export interface FunctionModel {
  readonly name: string;
  readonly short: string;
  readonly arn: string;
  readonly handler: string;
  readonly code: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** What becomes of asynchronous invocations that fail. */
  readonly asynchronous: { readonly retries: number; readonly maxAgeSeconds: number; readonly onFailure?: string };
}

/** What feeds a function from a table's stream. */
export interface MappingModel {
  readonly id: string;
  readonly table: string;
  readonly functionName: string;
  readonly filters: readonly Pattern[];
  readonly batchSize: number;
  readonly bisect: boolean;
  readonly reportsItems: boolean;
  /** -1: until the record is too old. */
  readonly retries: number;
  readonly maxAgeSeconds: number;
  readonly onFailure?: string;
}

export interface TargetModel {
  readonly id: string;
  readonly arn: string;
  readonly input?: unknown;
  readonly inputPath?: string;
  readonly transformer?: { readonly paths: Readonly<Record<string, string>>; readonly template: string };
  readonly retries: number;
  readonly maxAgeSeconds: number;
  readonly deadLetters?: string;
}

export interface RuleModel {
  readonly name: string;
  readonly arn: string;
  readonly bus: string;
  readonly pattern?: Pattern;
  readonly everyMs?: number;
  readonly targets: readonly TargetModel[];
}

export interface MachineModel {
  readonly name: string;
  readonly short: string;
  readonly arn: string;
  readonly type: MachineType;
  readonly definition: Definition;
}

/** `path` as in the route key, such as `/v1/returns/{caseId}`; method ANY and path `$default` match everything. */
export interface RouteModel {
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly functionName: string;
}

/** A user pool of Cognito; `triggers` names a function by the trigger of its custom challenge. */
export interface UserPoolModel {
  readonly id: string;
  readonly issuer: string;
  readonly triggers: Readonly<Record<string, string>>;
  readonly clients: readonly UserPoolClientModel[];
}

export interface UserPoolClientModel {
  readonly id: string;
  readonly flows: readonly string[];
  readonly accessSeconds: number;
  readonly sessionMinutes: number;
  /** Looks an unknown user like a known one? */
  readonly hidesUnknown: boolean;
}

/** Everything that the templates deploy, ready to run. Streams and tables keep their CloudFormation properties. */
export interface Model {
  readonly tables: readonly { readonly name: string; readonly properties: Record<string, unknown> }[];
  readonly functions: readonly FunctionModel[];
  readonly mappings: readonly MappingModel[];
  readonly buses: readonly string[];
  readonly rules: readonly RuleModel[];
  readonly machines: readonly MachineModel[];
  readonly routes: readonly RouteModel[];
  readonly buckets: readonly string[];
  readonly secrets: readonly string[];
  readonly userPools: readonly UserPoolModel[];
}
