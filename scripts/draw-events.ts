import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { catalogue } from '../events/catalogue.ts';
import { CodeMap } from './code-map.ts';

const root = join(import.meta.dirname, '..');

/** docs/events.md: every event with its meaning, the functions that log it and those that hear it, all read from the code. */
export function drawEvents(): string {
  const code = new CodeMap(['domain', 'functions']);
  const lambdas = code.paths.filter((path) => /^functions\/(?!adapters|runtime)[\w-]+\/[\w-]+\.tsx?$/.test(path) && hasHandler(path));
  const texts = lambdas.map((path) => ({ name: nameOf(path), text: code.reachedFrom(path) }));
  const publishers = texts.map(({ name, text }) => [name, publishedBy(text)] as const);
  const listeners = [...texts.map(({ name, text }) => [name, heardBy(text)] as const), ...startedWorkflows()];
  const rows = Object.keys(catalogue).map((type) => {
    const from = publishers.filter(([, types]) => types.has(type)).map(([name]) => name);
    const to = listeners.filter(([, types]) => types.has(type)).map(([name]) => name);
    return `| \`${type}\` | ${meaningOf(type)} | ${from.join(', ') || outside(type)} | ${to.join(', ') || '–'} |`;
  });
  return `${head}\n${rows.join('\n')}\n`;
}

const head = `# Who publishes, who listens

Drawn from the code by \`npm run draw\`; do not edit. A function publishes by writing a log record; RelayLog puts every record on the
bus. An event without a listener is there for the timeline and for those who come later.

| event | meaning | published by | heard by |
|---|---|---|---|`;

function hasHandler(path: string): boolean {
  return /^export const (\{[^}]*\bhandler\b|handler\b)/m.test(readFileSync(join(root, path), 'utf8'));
}

function nameOf(path: string): string {
  const file = basename(path).replace(/\.tsx?$/, '');
  return file.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Ours that nobody logs yet stand without a publisher. */
function outside(type: string): string {
  const [source] = catalogue[type as keyof typeof catalogue].pattern.source;
  return source === 'redress' ? '–' : `the ${source}`;
}

/** A record is logged as `{ type: 'return.closed.v1', … }` or by `ReturnClosed.record(…)`. */
function publishedBy(text: string): Set<string> {
  const literal = [...text.matchAll(/\btype: '([\w.-]+\.v\d+)'/g)].map(([, type]) => type!);
  const recorded = [...text.matchAll(/\b(\w+)\.record\(/g)].flatMap(([, name]) => typeNamed(name!));
  return new Set([...literal, ...recorded]);
}

function typeNamed(name: string): string[] {
  return Object.keys(catalogue).filter((type) => constantOf(type) === name);
}

/** `return.rest-expired.v1` is defined as `ReturnRestExpired` in events/return-rest-expired.ts. */
function constantOf(type: string): string {
  return nameOf(fileOf(type));
}

function fileOf(type: string): string {
  return `${type.replace(/\.v\d+$/, '').replaceAll('.', '-')}.ts`;
}

function meaningOf(type: string): string {
  const text = readFileSync(join(root, 'events', fileOf(type)), 'utf8');
  return (
    /\/\*\*\s*([\s\S]*?)\s*\*\//
      .exec(text)?.[1]
      ?.replaceAll(/\s*\n\s*\*?\s*/g, ' ')
      .replaceAll('|', '\\|') ?? ''
  );
}

/** `hears: [ReturnRequested, …]`, or the name of such a list. */
function heardBy(text: string): Set<string> {
  const [found, list = found ? 'hears' : ''] = /\bhears(?:: (\w+|\[[^\]]*\])|,$)/m.exec(text) ?? [];
  const names = list.startsWith('[') ? list : (new RegExp(`const ${list || '-'}\\b[^=]*= (\\[[^\\]]*\\])`).exec(text)?.[1] ?? '');
  return new Set((names.match(/\w+/g) ?? []).flatMap(typeNamed));
}

/** Workflows start from the bus; infra says on which events. */
function startedWorkflows(): [string, Set<string>][] {
  return new CodeMap(['infra/stacks']).paths.flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const workflow = /new Workflow\(this, '(\w+)'/.exec(text)?.[1];
    const events = /startsWhen: hears\([^[]*\[([^\]]*)\]/
      .exec(text)?.[1]
      ?.split(',')
      .flatMap((name) => typeNamed(name.trim()));
    return workflow && events ? [[`workflow ${workflow}`, new Set(events)] as [string, Set<string>]] : [];
  });
}
