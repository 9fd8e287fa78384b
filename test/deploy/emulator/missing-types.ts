/**
 * Resource types at which MiniStack rolls a stack back. The harness leaves them out of the assembly; a probe beside this folder turns
 * red once the emulator can create one. docs/emulators.md says what is thereby not tried, and where it is asserted instead.
 */
export const missingTypes = ['AWS::Logs::MetricFilter'] as const;
