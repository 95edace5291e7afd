import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { parseSource } from './parse-source.ts';
import type { SourceBlock } from './source-expression.ts';
import { SourceFault } from './source-scanner.ts';

/** The files of a module. */
export interface SourceModule {
  readonly folder: string;
  readonly blocks: readonly SourceBlock[];
}

/** A file of a configuration that could not be read. */
export interface UnreadSource {
  readonly path: string;
  readonly line: number;
  readonly what: string;
}

/** The files of a configuration beside its plan, which tell how values are made that a plan leaves out. */
export class SourceFolder {
  readonly #root: string;
  readonly #onFault: (fault: UnreadSource) => void;
  readonly #modules = new Map<string, SourceModule>();
  readonly #installed: Readonly<Record<string, string>>;

  constructor(root: string, onFault: (fault: UnreadSource) => void) {
    this.#root = root;
    this.#onFault = onFault;
    this.#installed = installedModules(root);
  }

  /** True if a folder has files of Terraform's language. */
  static isAt(folder: string): boolean {
    return filesOf(folder).length > 0;
  }

  /** The module that a chain of calls leads to, each with its name and the source that the plan tells. */
  moduleOf(calls: readonly { readonly name: string; readonly source: string }[]): SourceModule | undefined {
    const folder = this.#folderOf(calls);
    if (folder === undefined) return undefined;
    const known = this.#modules.get(folder);
    if (known !== undefined) return known;
    const blocks = filesOf(folder).flatMap((file) => this.#blocksOf(join(folder, file)));
    const module = { folder, blocks };
    this.#modules.set(folder, module);
    return module;
  }

  #folderOf(calls: readonly { readonly name: string; readonly source: string }[]): string | undefined {
    let folder: string | undefined = this.#root;
    const names: string[] = [];
    for (const { name, source } of calls) {
      names.push(name);
      const installed: string | undefined = this.#installed[names.join('.')];
      const isLocal = source.startsWith('./') || source.startsWith('../');
      if (installed !== undefined) folder = join(this.#root, installed);
      else folder = isLocal && folder !== undefined ? join(folder, source) : undefined;
    }
    return folder === undefined ? undefined : normalize(folder);
  }

  #blocksOf(path: string): readonly SourceBlock[] {
    try {
      return parseSource(readFileSync(path, 'utf8')).blocks;
    } catch (cause) {
      const isFault = cause instanceof SourceFault;
      this.#onFault({
        path,
        line: isFault ? cause.line : 1,
        what: isFault ? cause.message : 'it cannot be read',
      });
      return [];
    }
  }
}

function filesOf(folder: string): readonly string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  // An override file changes blocks of other files: none is taken then.
  const files = readdirSync(folder).filter((file) => /\.(?:tf|tofu)$/.test(file));
  return files.some((file) => /(?:^|_)override\.(?:tf|tofu)$/.test(file)) ? [] : files.toSorted();
}

/** The folders of modules that `terraform init` installed, by their chain of names. */
function installedModules(root: string): Readonly<Record<string, string>> {
  const file = join(root, '.terraform', 'modules', 'modules.json');
  if (!existsSync(file)) return {};
  try {
    const { Modules: modules } = JSON.parse(readFileSync(file, 'utf8'));
    return Object.fromEntries(
      (Array.isArray(modules) ? modules : []).flatMap((module) => {
        const { Key: key, Dir: folder } = Object(module);
        return typeof key === 'string' && typeof folder === 'string' && key !== '' ? [[key, folder]] : [];
      }),
    );
  } catch {
    return {};
  }
}
