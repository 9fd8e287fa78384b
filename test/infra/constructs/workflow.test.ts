import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { ReturnRequested } from '../../../events/return-requested.ts';
import { surroundingsOf } from '../../../infra/constructs/surroundings.ts';
import { TaskFunction } from '../../../infra/constructs/task-function.ts';
import { hears } from '../../../infra/constructs/triggers.ts';
import { Workflow, type WorkflowProps } from '../../../infra/constructs/workflow.ts';
import { autoApprovedJourney } from '../../../infra/stacks/service/return-workflow.ts';
import { areas } from '../fixtures/placeholder-bundles.ts';
import { surroundedStack } from '../fixtures/surrounded-stack.ts';

const workflows = resolve(import.meta.dirname, '../../../workflows');
const names = ['DecideReturn', 'AskForApproval', 'AwaitAnswer', 'RefundReturn', 'CloseReturn'];

function deployed(tasks = names, props: Partial<WorkflowProps> = {}) {
  const { stack, template } = surroundedStack();
  new Workflow(stack, 'Return', {
    definition: 'return/return.asl.json',
    tasks: tasks.map((id) => new TaskFunction(stack, id, { area: areas[id]! })),
    startsWhen: hears(surroundingsOf(stack).bus, [ReturnRequested]),
    journey: autoApprovedJourney,
    impact: 'Refunds stop.',
    ...props,
  });
  return template();
}

describe('a workflow', () => {
  const template = deployed();

  it('puts the aliases of its tasks where the placeholders stand, and keeps the file as it is', () => {
    template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      StateMachineType: 'STANDARD',
      DefinitionString: Match.serializedJson(Match.objectLike({ QueryLanguage: 'JSONata' })),
      DefinitionSubstitutions: Object.fromEntries(names.map((id) => [id, { Ref: Match.stringLikeRegexp(`^${id}Live`) }])),
    });
  });

  it('is traced, and logs without what executions carry', () => {
    template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      TracingConfiguration: { Enabled: true },
      LoggingConfiguration: { IncludeExecutionData: false, Level: 'ALL' },
    });
  });

  it('starts with the detail of the event, and keeps the starts that failed', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { 'detail-type': ['return.requested.v1'] },
      Targets: [Match.objectLike({ InputPath: '$.detail', DeadLetterConfig: Match.anyValue() })],
    });
  });

  it('may call its tasks through their aliases and nothing else', () => {
    const invokes = Object.values(template.findResources('AWS::IAM::Policy'))
      .flatMap((policy) => policy.Properties.PolicyDocument.Statement)
      .filter((statement: { Action: string }) => statement.Action === 'lambda:InvokeFunction');
    expect(JSON.stringify(invokes)).not.toContain(':*');
    for (const id of names) expect(JSON.stringify(invokes)).toContain(`${id}Live`);
  });

  it.each<[string, () => unknown, RegExp]>([
    ['a placeholder has no task', () => deployed(names.slice(1)), /\$\{DecideReturn\} stands in the definition/],
    ['a task has no placeholder', () => deployed([...names, 'SendNotice']), /The task SendNotice is given/],
    [
      'its journey is impossible',
      () => deployed(names, { journey: ['Decide the return', 'Close the case'] }),
      /cannot reach "Close the case"/,
    ],
  ])('fails at synth when %s', (_, deploy, message) => expect(deploy).toThrow(message));

  it.each([
    [
      'is no JSONata',
      "$states.input.outcome = 'approved'",
      '$states.input.outcome = = 1',
      /State "Decided\?": field "Choices\[0\]\/Condition" is not valid JSONata/,
    ],
    ['begins with nothing', '{% $states.result.Payload %}', '{% result.Payload %}', /refers to 'result' at the top level/],
  ])('fails at synth when an expression %s', (_, right, wrong, message) => {
    const definition = brokenDefinition((text) => text.replace(right, wrong));
    expect(() => deployed(names, { definition })).toThrow(message);
  });

  it('keeps its history under the key of the data stack, and those who start or answer it may use the key', () => {
    template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      EncryptionConfiguration: { Type: 'CUSTOMER_MANAGED_KMS_KEY', KmsKeyId: Match.anyValue() },
    });
    const [starter] = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([id]) => id.includes('Starter'));
    expect(JSON.stringify(starter)).toMatch(/kms:Decrypt.*kms:GenerateDataKey.*HistoryKey/);
  });
});

/** The return workflow with something wrong in it, as a path below workflows/. */
function brokenDefinition(breaking: (text: string) => string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'broken-')), 'broken.asl.json');
  writeFileSync(file, breaking(readFileSync(join(workflows, 'return/return.asl.json'), 'utf8')));
  return relative(workflows, file);
}
