import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');

/** One top-level declaration: its text, and what it may refer to by name. */
interface Declaration {
  readonly file: string;
  readonly name: string;
  readonly text: string;
}

interface SourceFile {
  readonly declarations: readonly Declaration[];
  /** Imported name → file and its name there. */
  readonly imports: ReadonlyMap<string, { readonly file: string; readonly name: string }>;
}

/** Our code as top-level declarations and the names between them: enough to see what a function can reach, without a compiler. */
export class CodeMap {
  private readonly files = new Map<string, SourceFile>();

  constructor(folders: readonly string[]) {
    for (const folder of folders) {
      for (const entry of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
        if (/\.tsx?$/.test(entry)) this.files.set(join(folder, entry), readSource(join(folder, entry)));
      }
    }
  }

  get paths(): readonly string[] {
    return [...this.files.keys()].sort();
  }

  /** The text of everything that a file can reach, starting from its own declarations. */
  reachedFrom(file: string): string {
    const todo = [...(this.files.get(file)?.declarations ?? [])];
    const reached = new Set(todo);
    for (let one = todo.pop(); one; one = todo.pop()) {
      for (const next of this.named(one)) {
        if (!reached.has(next)) todo.push(next);
        reached.add(next);
      }
    }
    return [...reached].map(({ text }) => text).join('\n');
  }

  private named({ file, text, name }: Declaration): Declaration[] {
    const source = this.files.get(file)!;
    const words = new Set(text.match(/[A-Za-z_$][\w$]*/g));
    const local = source.declarations.filter((other) => other.name !== name && words.has(other.name));
    const foreign = [...source.imports].filter(([word]) => words.has(word)).map(([, target]) => target);
    return [...local, ...foreign.flatMap((target) => this.declared(target.file, target.name))];
  }

  private declared(file: string, name: string): Declaration[] {
    return (this.files.get(file)?.declarations ?? []).filter((declaration) => declaration.name === name);
  }
}

function readSource(file: string): SourceFile {
  const text = readFileSync(join(root, file), 'utf8');
  const blocks = text.split(/\n(?=(?:export |async |const |let |function |class |interface |type |import |\/\*\*))/);
  return { declarations: blocks.flatMap((block) => declarationIn(block, file)), imports: importsOf(text, file) };
}

function declarationIn(block: string, file: string): Declaration[] {
  const code = block.replaceAll(/\/\*[\s\S]*?\*\//g, '').trim();
  const one = /^(?:export )?(?:async )?(?:const|let|function|class) ([\w$]+)/.exec(code)?.[1];
  const several = /^export const \{([^}]*)\}/
    .exec(code)?.[1]
    ?.split(',')
    .map((name) => name.trim());
  return (one ? [one] : (several ?? [])).slice(0, 1).map((name) => ({ file, name, text: code }));
}

function importsOf(text: string, file: string): SourceFile['imports'] {
  const found = new Map<string, { file: string; name: string }>();
  for (const [, names = '', from = ''] of text.matchAll(/^import \{([^}]*)\} from '(\.[^']+)'/gm)) {
    const target = relative(root, join(root, dirname(file), from));
    for (const named of names.split(',').map((name) => name.trim())) {
      const [name, alias] = named.split(' as ');
      if (name && !name.startsWith('type ')) found.set(alias ?? name, { file: target, name });
    }
  }
  return found;
}
