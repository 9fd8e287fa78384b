import type { TargetModel } from '../template/model.ts';
import { TemplateError } from '../template/template.ts';

/** Follows `$.detail.metadata.caseId`; the only sort of path that targets know here. */
export function followPath(path: string, event: unknown): unknown {
  const [root, ...steps] = path.split('.');
  if (root !== '$' || steps.some((step) => /[^\w-]/.test(step)))
    throw new TemplateError(`The path ${path} is not known here: write $.member.member`);
  return steps.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], event);
}

/** What a target receives of an event. */
export function targetInput(target: TargetModel, event: unknown): unknown {
  if (target.input !== undefined) return target.input;
  if (target.inputPath !== undefined) return followPath(target.inputPath, event);
  if (target.transformer === undefined) return event;
  const { paths, template } = target.transformer;
  const values = Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, followPath(path, event)]));
  // Inside quotes a text goes in as it is; elsewhere a placeholder becomes JSON.
  const filled = template
    .replace(/"<([\w.-]+)>"/g, (_, name: string) =>
      JSON.stringify(typeof values[name] === 'string' ? values[name] : JSON.stringify(values[name] ?? '')),
    )
    .replace(/<([\w.-]+)>/g, (_, name: string) => JSON.stringify(values[name] ?? ''));
  return JSON.parse(filled);
}
