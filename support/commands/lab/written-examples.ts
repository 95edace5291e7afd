import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An example of a feature, as far as the lab shows it. */
export interface WrittenExample {
  readonly title: string;
  readonly tags: readonly string[];
  /** The texts of its Given and When steps without their keywords, after those of the background and the scenario. */
  readonly steps: readonly string[];
  /** True if its outcome is that access is denied. */
  readonly isDenied: boolean;
}

/**
 * The examples of the features that begin with a scenario, in the order of files and lines. Outlines are left out, since their rows have the words. This reader takes only what it needs: cucumber itself is not loaded for a lab.
 */
export function writtenExamples(folder: string, scenario: string): readonly WrittenExample[] {
  return globSync(join(folder, '**', '*.feature'))
    .toSorted()
    .flatMap((file) => examplesIn(textOf(file), `the ${scenario} scenario`));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const KEYWORD =
  /^(Feature|Background|Rule|Example|Scenario|Scenario Outline|Scenario Template|Examples|Scenarios):\s*(.*)$/;
const STEP = /^(Given|When|Then|And|But|\*) (.*)$/;

interface ReadExample {
  readonly title: string;
  readonly tags: readonly string[];
  readonly steps: string[];
  readonly outcome: string[];
}

function examplesIn(text: string, begins: string): readonly WrittenExample[] {
  const background: string[] = [];
  const examples: ReadExample[] = [];
  let tags: readonly string[] = [];
  let steps: string[] = [];
  let outcome: string[] = [];
  let isOutcome = false;
  for (const line of text.split('\n').map((one) => one.trim())) {
    const [, keyword, title = ''] = KEYWORD.exec(line) ?? [];
    const [, word, step = ''] = STEP.exec(line) ?? [];
    if (line.startsWith('@')) tags = line.split(/\s+/);
    else if (keyword !== undefined) {
      // A background of a rule would be that of some examples only.
      if (keyword === 'Background' && examples.length > 0) return [];
      isOutcome = false;
      steps = keyword === 'Background' ? background : [];
      outcome = [];
      if (keyword === 'Example' || keyword === 'Scenario') examples.push({ title, tags, steps, outcome });
      tags = [];
    } else if (word !== undefined) {
      isOutcome = word === 'Then' || (isOutcome && word !== 'Given' && word !== 'When');
      (isOutcome ? outcome : steps).push(step);
    }
  }
  const [scenario, ...before] = background;
  if (scenario !== begins) return [];
  return examples.map(({ title, tags, steps, outcome }) => ({
    ...{ title, tags, steps: [...before, ...steps] },
    isDenied: outcome.some((step) => step.startsWith('access is denied')),
  }));
}
