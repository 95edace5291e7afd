import { existsSync, readFileSync } from 'node:fs';
import { SpecError } from '../scenario/spec-error.ts';
import type { Settings } from './settings-schema.ts';

const FILE = 'keyhole.yaml';
const MANIFEST = 'package.json';
const SECTION = 'keyhole';

/**
 * The settings of the current folder: its keyhole.yaml, or the member `keyhole` of its package.json. Empty if it has
 * neither. Throws SpecError if it has both, if one is not JSON or YAML, and for an unknown member or a wrong value.
 */
export async function settingsHere(): Promise<Settings> {
  const inFile = existsSync(FILE);
  const inManifest = existsSync(MANIFEST) && hasSection(readFileSync(MANIFEST, 'utf8'));
  if (inFile && inManifest) {
    const message = `${FILE} and the member "${SECTION}" of ${MANIFEST} both have settings: move them to one of the two`;
    throw new SpecError('invalid-document', message);
  }
  if (!inFile && !inManifest) return {};
  // Most folders have no settings, and then need neither a parser of YAML nor a schema.
  const [{ readYaml }, { settingsSchema }] = await Promise.all([
    import('../scenario/document/read-document.ts'),
    import('./settings-schema.ts'),
  ]);
  // JSON is YAML, and the parser of YAML tells lines.
  return inFile ? readYaml(FILE, settingsSchema) : readYaml(MANIFEST, settingsSchema, { member: SECTION });
}

function hasSection(text: string): boolean {
  try {
    const manifest: unknown = JSON.parse(text);
    return typeof manifest === 'object' && manifest !== null && Object.hasOwn(manifest, SECTION);
  } catch (cause) {
    throw new SpecError(
      'syntax',
      `${MANIFEST} is not JSON: ${cause instanceof Error ? cause.message : cause}`,
      {
        cause,
      },
    );
  }
}
