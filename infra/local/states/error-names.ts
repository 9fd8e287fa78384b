/** The error names that Step Functions reserves; a name of one's own must not begin with `States.`. */
export const RESERVED_ERRORS: readonly string[] = [
  'States.ALL',
  'States.BranchFailed',
  'States.DataLimitExceeded',
  'States.ExceedToleratedFailureThreshold',
  'States.HeartbeatTimeout',
  'States.Http.Socket',
  'States.IntrinsicFailure',
  'States.ItemReaderFailed',
  'States.NoChoiceMatched',
  'States.ParameterPathFailure',
  'States.Permissions',
  'States.QueryEvaluationError',
  'States.ResultPathMatchFailure',
  'States.ResultWriterFailed',
  'States.Runtime',
  'States.TaskFailed',
  'States.Timeout',
];

/**
 * Does an `ErrorEquals` list match an error? As AWS documents: States.Runtime always ends the execution; States.ALL lets
 * States.DataLimitExceeded pass; States.TaskFailed takes everything but timeouts; a missed heartbeat is a timeout as well.
 */
export function matchesError(errorEquals: readonly string[], error: string, heartbeat = false): boolean {
  if (error === 'States.Runtime') return false;
  const missed = heartbeat || error === 'States.HeartbeatTimeout';
  return errorEquals.some((name) => {
    if (name === error) return true;
    if (name === 'States.ALL') return error !== 'States.DataLimitExceeded';
    if (name === 'States.TaskFailed') return error !== 'States.Timeout' && !missed;
    return missed && (name === 'States.HeartbeatTimeout' || name === 'States.Timeout');
  });
}
