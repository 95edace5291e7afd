import type { Envelope } from '@cucumber/messages';

const HEADING = `// The parameter types of keyhole's steps, as literals: editors read source and run none of it.
// npm run editor writes this file from steps/parameter-types.ts.
import { defineParameterType } from '@cucumber/cucumber';
`;

/**
 * The source of a file with the parameter types of a run, for the Cucumber extensions of editors. They parse steps and
 * parameter types and run no code, so they cannot follow expressions that steps/parameter-types.ts puts together.
 */
export function parameterTypesGlue(messages: readonly Envelope[]): string {
  const types = messages.flatMap(({ parameterType }) => parameterType ?? []);
  const definitions = types.map(({ name, regularExpressions }) => {
    const literals = regularExpressions.map((source) => `    ${new RegExp(source)},\n`).join('');
    return `defineParameterType({\n  name: ${literal(name)},\n  regexp: [\n${literals}  ],\n});\n`;
  });
  return [HEADING, ...definitions].join('\n');
}

function literal(name: string): string {
  return `'${name.replaceAll("'", String.raw`\'`)}'`;
}
