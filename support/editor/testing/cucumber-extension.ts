import { globSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { ExpressionBuilder, getGherkinDiagnostics, type LanguageName } from '@cucumber/language-service';
import { WasmParserAdapter } from '@cucumber/language-service/wasm';
import { parse } from 'yaml';

/** For tests: the findings of an editor's Cucumber extension in a folder. */
export interface Found {
  /** The errors that it logs about steps and parameter types. */
  readonly errors: readonly string[];
  /** The steps that it knows, in the wording of their definitions. */
  readonly shapes: readonly string[];
  /** The steps that it underlines in features, as `features/a.feature:3 Undefined step: …`. */
  readonly underlined: readonly string[];
}

/** The folder of the engine's parsers. */
const GRAMMARS = join(import.meta.dirname, '../../../node_modules/@cucumber/language-service/dist');

const LANGUAGES: Readonly<Record<string, LanguageName>> = {
  '.js': 'javascript',
  '.mjs': 'javascript',
  '.cjs': 'javascript',
  '.ts': 'tsx',
  '.mts': 'tsx',
  '.cts': 'tsx',
};

/** For tests: reads a folder with the extension's engine, by the settings in its .vscode/settings.json. */
export async function openedInEditor(folder: string): Promise<Found> {
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const filesOf = (globs: readonly string[]) =>
    globs.flatMap((glob) => globSync(glob, { cwd: folder })).toSorted();
  // Settings of VS Code may have comments, which YAML does not read; ours have none.
  const settings = parse(read('.vscode/settings.json'));
  const sources = filesOf(settings['cucumber.glue']).flatMap((path) => {
    const languageName = LANGUAGES[extname(path)];
    return languageName === undefined ? [] : { languageName, uri: path, content: read(path) };
  });
  const adapter = new WasmParserAdapter(GRAMMARS);
  await adapter.init();
  const { errors, expressionLinks } = new ExpressionBuilder(adapter).build(sources, []);
  const expressions = expressionLinks.map(({ expression }) => expression);
  const underlined = filesOf(settings['cucumber.features']).flatMap((path) =>
    getGherkinDiagnostics(read(path), expressions).map(
      ({ range, message }) => `${path}:${range.start.line + 1} ${message}`,
    ),
  );
  return {
    errors: errors.map(({ message }) => message),
    shapes: expressions.map(({ source }) => source),
    underlined,
  };
}
