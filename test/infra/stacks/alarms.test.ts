import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wholeApp } from '../fixtures/whole-app.ts';

const whole = wholeApp();
const alarms = whole.stacks.flatMap(({ node }) => {
  const template = whole.template(node.id.replace(/^redress-(.+)-prod$/, '$1'));
  return Object.entries(template.findResources('AWS::CloudWatch::Alarm')).map(([id, { Properties }]) => ({ id, ...Properties }));
});
const runbook = readFileSync(resolve(import.meta.dirname, '../../../docs/runbook.md'), 'utf8');
const sections = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.split('\n')[0]!.trim(), section] as const),
);
const anchorOf = (description: string) => /Runbook: docs\/runbook\.md#([a-z0-9-]+)$/.exec(description)?.[1] ?? '';

describe('every alarm', () => {
  it.each(alarms.map((alarm) => [alarm.id, alarm] as const))(
    '%s says whom it hurts, where to look and which section to open',
    (_, alarm) => {
      expect(alarm.AlarmDescription).toMatch(/^Impact: .+[.!] Look: .+\. Runbook: docs\/runbook\.md#[a-z0-9-]+$/);
      const section = sections.get(anchorOf(alarm.AlarmDescription));
      expect(
        section,
        `write a section "## ${anchorOf(alarm.AlarmDescription)}" into docs/runbook.md: Description, Investigation, Resolution`,
      ).toBeDefined();
      const headings = [...section!.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
      expect(headings).toEqual(['Description', 'Investigation', 'Resolution']);
      for (const part of section!.split(/^### .+$/m).slice(1)) expect(part.trim().length).toBeGreaterThan(20);
    },
  );

  it('reaches the topic of the stage when it sounds and when it is over', () => {
    for (const { AlarmActions, OKActions } of alarms) {
      expect(AlarmActions).toEqual([{ Ref: expect.stringMatching(/^AlarmsTopic/) }]);
      expect(OKActions).toEqual(AlarmActions);
    }
    whole.template('service').hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'oncall@shop.example' });
  });

  it('has a section of its own, and no section is about nothing', () => {
    const anchors = alarms.map(({ AlarmDescription }) => anchorOf(AlarmDescription));
    expect([...sections.keys()].filter((section) => !anchors.includes(section))).toEqual([]);
    expect([...new Set(anchors)]).toHaveLength(anchors.length);
  });

  it('points to procedures that exist', () => {
    const procedures = readFileSync(resolve(import.meta.dirname, '../../../docs/procedures.md'), 'utf8');
    const headings = new Set(
      [...procedures.matchAll(/^## (.+)$/gm)].map(([, heading]) =>
        heading!
          .toLowerCase()
          .replace(/[^a-z0-9 -]/g, '')
          .replaceAll(' ', '-'),
      ),
    );
    const linked = [...runbook.matchAll(/procedures\.md#([a-z0-9-]+)/g)].map(([, anchor]) => anchor!);
    expect(linked.length).toBeGreaterThan(5);
    expect(linked.filter((anchor) => !headings.has(anchor))).toEqual([]);
  });
});
