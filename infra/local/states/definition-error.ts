/** A definition that this engine does not run; the message names the state, the field and the cure. */
export class DefinitionError extends Error {
  readonly state: string | undefined;
  readonly field: string;

  constructor(state: string | undefined, field: string, problem: string) {
    super(`${state === undefined ? 'The state machine' : `State "${state}"`}: field "${field}" ${problem}`);
    this.name = 'DefinitionError';
    this.state = state;
    this.field = field;
  }
}
