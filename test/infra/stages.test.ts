import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configuration as example } from '../../docs/redress.config.example.ts';
import { buildApp } from '../../infra/app.ts';
import { Settings } from '../../infra/configuration/settings.ts';
import { type StageConfiguration, stageNamed } from '../../infra/stages.ts';
import { areas, placeholderBundles } from './fixtures/placeholder-bundles.ts';

const least: StageConfiguration = { mailFrom: 'returns@shop.example', publicUrl: 'https://returns.shop.example/' };
const stageOf = (settings: StageConfiguration) => stageNamed('prod', {}, { stages: { prod: settings } });

describe('the settings of a stage', () => {
  it('follow from two: identity, secrets, limits and retention have defaults', () => {
    expect(stageOf(least)).toMatchObject({
      mailIdentity: 'shop.example',
      publicUrl: 'https://returns.shop.example',
      limits: 'on',
      busName: 'redress',
      payments: 'none',
      locales: ['en', 'id'],
      edge: 'on',
      firewall: 'off',
      retention: { logDays: 90, uploadDays: 400 },
      secrets: { stripe: 'redress/prod/stripe', payments: 'redress/prod/payments-webhook', carrier: 'redress/prod/carrier-webhook' },
    });
  });

  it('make an app with none of the optional parts', () => {
    const app = buildApp({ stage: 'prod', configuration: { stages: { prod: least } }, bundles: placeholderBundles(areas) });
    expect(app.node.children.map(({ node }) => node.id)).toEqual(expect.arrayContaining(['redress-data-prod', 'redress-service-prod']));
  });

  it('take the pages to the domain, where there is one', () => {
    const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012';
    const { publicUrl } = stageOf({ mailFrom: 'returns@shop.example', domain: { name: 'returns.shop.example', certificate } });
    expect(publicUrl).toBe('https://returns.shop.example');
  });
});

describe('the documented example', () => {
  it('is right, and uses every field', () => {
    expect(() => stageNamed('prod', {}, example)).not.toThrow();
    expect(Object.keys(Settings.shape).filter((field) => field !== 'stage' && !(field in example.stages.prod!))).toEqual([
      'publicUrl',
      'paymentsUrl',
    ]);
  });

  it('is the page that describes every field and no other', () => {
    const page = readFileSync(resolve(import.meta.dirname, '../../docs/configuration.md'), 'utf8');
    const described = [...page.matchAll(/^\| `([A-Za-z]+)/gm)].map(([, field]) => field!.split('.')[0]);
    expect([...new Set(described)].sort()).toEqual(
      Object.keys(Settings.shape)
        .filter((field) => field !== 'stage')
        .sort(),
    );
  });
});
