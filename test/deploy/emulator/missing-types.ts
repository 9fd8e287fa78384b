/**
 * Resource types of our templates at which MiniStack rolls a stack back. The harness leaves them out of the assembly; a probe turns red
 * once the emulator can create one. docs/emulators.md says where they are asserted instead.
 */
export const missingTypes = [
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::Events::Archive',
  'AWS::Events::EventBusPolicy',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::QueryDefinition',
] as const;
