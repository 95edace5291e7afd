import { afterEach, beforeEach } from '@jest/globals';
import { loadScenario } from '../../../scenario/document/load-scenario.ts';
import { WrittenScenario } from '../../../scenario/testing/written-scenario.ts';
import { type Company, filesOf } from '../../testing/company.ts';
import type { ScenarioVersion } from '../scenario-version.ts';

/** For tests: versions of a company in a folder that lasts for one test. Their files are named from there. */
export class WrittenVersions {
  readonly #written = new WrittenScenario();

  constructor() {
    let here = '';
    beforeEach(() => {
      here = process.cwd();
      process.chdir(this.#written.root);
    });
    afterEach(() => process.chdir(here));
  }

  of(company: Company, name: string): ScenarioVersion {
    const files = Object.entries(filesOf(company)).map(([path, text]) => [`${name}/${path}`, text]);
    this.#written.write(Object.fromEntries(files));
    const scenario = loadScenario(this.#written.root, name);
    return { scenario, name, shown: (file) => file, [Symbol.dispose]: () => {} };
  }
}
