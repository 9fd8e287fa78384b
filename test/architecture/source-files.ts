import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** Every TypeScript file below a folder of the repository, as a path from its root. */
export function sourceFiles(folder: string): string[] {
  const directory = join(root, folder);
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** One import of a file: where it leads (a path from the root, or a package) and whether only types come over. */
export interface Import {
  readonly from: string;
  readonly to: string;
  readonly typesOnly: boolean;
  /** What is written between import and from, such as `{ createHash }`. */
  readonly names: string;
}

const statement = /^(?:import|export)\s+(type\s+)?([^'"();]*?\s+from\s+)?['"]([^'"]+)['"]/gm;
const dynamic = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** The imports of a file's text. */
export function importsOf(path: string, text: string): Import[] {
  const place = (specifier: string) =>
    specifier.startsWith('.')
      ? relative(root, resolve(root, dirname(path), specifier))
          .split(sep)
          .join('/')
      : specifier;
  const found = [...text.matchAll(statement)].map(([, type, names = '', specifier = '']) => ({
    from: path,
    to: place(specifier),
    typesOnly: type !== undefined || onlyTypes(names),
    names: names.replace(/\s+from\s+$/, ''),
  }));
  return [
    ...found,
    ...[...text.matchAll(dynamic)].map(([, specifier = '']) => ({ from: path, to: place(specifier), typesOnly: false, names: '' })),
  ];
}

/** `{ type A, type B } from` brings types only. */
function onlyTypes(names: string): boolean {
  const inside = /^\{([^}]*)\}/.exec(names.trim())?.[1];
  const listed =
    inside
      ?.split(',')
      .map((name) => name.trim())
      .filter(Boolean) ?? [];
  return listed.length > 0 && listed.every((name) => name.startsWith('type '));
}
