import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceFiles, textOf } from './source-files.ts';

const rooms = ['domain', 'events', 'functions', 'infra', 'web', 'scripts'];
const code = rooms.flatMap(sourceFiles);
const tests = sourceFiles('test');
const linesOf = (file: string): number => textOf(file).trimEnd().split('\n').length;
const share = (files: readonly string[], at: number): number =>
  files.map(linesOf).sort((a, b) => a - b)[Math.floor(files.length * at)] ?? 0;

describe('files stay small', () => {
  it('no file is above 250 lines', () => expect(code.filter((file) => linesOf(file) > 250)).toEqual([]));
  it('no test is above 300 lines', () => expect(tests.filter((file) => linesOf(file) > 300)).toEqual([]));
  it('half of them are under 60 lines', () => expect(share(code, 0.5)).toBeLessThan(60));
  it('nine in ten are under 150 lines', () => expect(share(code, 0.9)).toBeLessThan(150));
});

describe('files are called what they hold', () => {
  const hollow = /^(utils?|helpers?|common|types|misc|shared|.*-?manager|index)$/;

  it('never utils, helpers, common, types, manager or a barrel', () => {
    expect([...code, ...tests].filter((file) => hollow.test(basename(file).split('.')[0] ?? ''))).toEqual([]);
  });

  it('in kebab case', () => {
    expect([...code, ...tests].filter((file) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.d)?\.tsx?$/.test(basename(file)))).toEqual([]);
  });
});
