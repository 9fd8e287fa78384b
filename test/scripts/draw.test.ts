import { describe, expect, it } from 'vitest';
import { drawEvents } from '../../scripts/draw-events.ts';
import { drawWorkflow } from '../../scripts/draw-workflow.ts';

const rowOf = (type: string) => {
  const row = drawEvents()
    .split('\n')
    .find((line) => line.includes(`\`${type}\``));
  const [, , , publishers = '', listeners = ''] = row?.split('|').map((cell) => cell.trim()) ?? [];
  return { publishers, listeners };
};

describe('the table of events', () => {
  it.each([
    ['return.closed.v1', 'CloseReturn', 'SendNotice'],
    ['clock.rang.v1', 'RingDueClocks', 'HonourRing'],
    ['step.waiting.v1', 'AskForApproval, AwaitAnswer', 'ResumeWorkflow'],
    ['refund.reserved.v1', 'ServeCases, ChaseRefunds, ReceivePaymentEvent, ReconcilePayments, RefundReturn', '–'],
    ['return.restarted.v1', 'ReviewApprovals, ServeCases, ChaseRefunds', 'workflow Return'],
    ['shop.order.placed.v1', 'the shop', 'TakeShopEvent'],
  ])('finds in the code who publishes %s and who listens', (type, publisher, listener) => {
    expect(rowOf(type).publishers).toBe(publisher);
    expect(rowOf(type).listeners.split(', ')).toContain(listener);
  });
});

it('draws waits, choices and catches', () => {
  const page = drawWorkflow('x', {
    StartAt: 'Wait',
    States: {
      Wait: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Arguments: { FunctionName: '${AwaitAnswer}' },
        Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Over' }],
        Next: 'Came?',
      },
      'Came?': { Type: 'Choice', Choices: [{ Condition: "{% $states.input.answer = 'yes' %}", Next: 'Over' }], Default: 'Wait' },
      Over: { Type: 'Succeed' },
    },
  });
  expect(page).toContain('s0 -.->|"States.Timeout"| s2');
  expect(page).toContain('s1 -->|"answer = yes"| s2');
  expect(page).toContain('s1 -->|"otherwise"| s0');
  expect(page).toContain('| Wait | AwaitAnswer | waits |');
});
