import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildApp } from '../../infra/app.ts';
import { fileNameOf, findFunctions } from '../../infra/constructs/function-files.ts';
import { TaskFunction } from '../../infra/constructs/task-function.ts';
import { Workflow } from '../../infra/constructs/workflow.ts';
import { placeholdersIn } from '../../infra/constructs/workflow-rules.ts';
import { areas, placeholderBundles } from '../infra/fixtures/placeholder-bundles.ts';
import { root, textOf } from './source-files.ts';

// One name in three places: file decide-return.ts = placeholder ${DecideReturn} = construct id DecideReturn.

const files = Object.keys(findFunctions(join(root, 'functions'))).sort();
const app = buildApp({ stage: 'local', bundles: placeholderBundles(areas) });
const constructs = app.node.findAll();
const functions = constructs.filter((construct) => construct instanceof TaskFunction);
const definitions = readdirSync(join(root, 'workflows'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.asl.json'))
  .map((path) => `workflows/${path}`);

describe('one name in three places', () => {
  it('each file of a function has a construct of its name, and each construct a file', () => {
    expect(functions.map(({ node }) => node.id).sort()).toEqual(files);
  });

  it.each(definitions)('each placeholder of %s is the name of a file', (definition) => {
    const placeholders = placeholdersIn(textOf(definition));
    expect(placeholders).not.toEqual([]);
    expect(files).toEqual(expect.arrayContaining(placeholders));
  });

  it('each definition has a workflow of its name', () => {
    const workflows = constructs.filter((construct) => construct instanceof Workflow).map(({ node }) => fileNameOf(node.id));
    expect(definitions.map((path) => path.split('/').at(-1)?.replace('.asl.json', '')).sort()).toEqual(workflows.sort());
  });
});
