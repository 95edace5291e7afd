import { cachedDataVersionTag, setFlagsFromString } from 'node:v8';
import vm from 'node:vm';

/**
 * Makes the tests faster: each file is compiled once a process, not once a suite. Node.js loads this module before Jest
 * (`--import` in package.json). Jest runs each suite in a context of its own and compiles every file there anew; a suite
 * of the gateway needs 450 files. Contexts, modules and their state stay apart: suites share compiled code alone.
 */

// V8 would keep each compiled file for several collections, and with it the whole context of a finished suite.
setFlagsFromString('--no-compilation-cache');

/** The compiled form of a file, kept by its name. Another text under the same name is compiled anew. */
interface Compiled<T> {
  readonly code: string;
  readonly result: T;
}

const functions = new Map<string, Compiled<vm.Script | undefined>>();
const modules = new Map<string, Compiled<Buffer>>();

const { compileFunction, SourceTextModule } = vm;

/** A CommonJS file: one script runs in each context. Code that imports needs the loader of its own suite. */
function compileFunctionOnce(...given: Parameters<typeof compileFunction>): unknown {
  const [code, parameters = [], { filename, parsingContext } = {}] = given;
  if (filename === undefined || parsingContext === undefined) return compileFunction(...given);
  const name = `${parameters.join()} ${filename}`;
  let known = functions.get(name);
  if (known?.code !== code) {
    const imports = /\bimport\s*\(/.test(code);
    const wrapped = `(function (${parameters.join()}) {${code}\n})`;
    known = { code, result: imports ? undefined : new vm.Script(wrapped, { filename }) };
    functions.set(name, known);
  }
  return known.result?.runInContext(parsingContext) ?? compileFunction(...given);
}

let settings = cachedDataVersionTag();

/** An ES module: V8 reads the code that it compiled for an earlier suite. */
class SourceTextModuleOnce extends SourceTextModule {
  /** Node.js has it since version 13.7; its types do not. */
  declare createCachedData: () => Buffer;

  constructor(code: string, options: vm.SourceTextModuleOptions = {}) {
    const name = options.identifier ?? '';
    // V8 refuses code that was compiled under other settings, and a test of the lab may change them.
    if (cachedDataVersionTag() !== settings) modules.clear();
    settings = cachedDataVersionTag();
    const known = modules.get(name);
    if (known?.code === code) {
      super(code, { ...options, cachedData: known.result });
    } else {
      super(code, options);
      modules.set(name, { code, result: this.createCachedData() });
    }
  }
}

Object.assign(vm, { compileFunction: compileFunctionOnce, SourceTextModule: SourceTextModuleOnce });
