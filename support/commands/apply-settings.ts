import type { Command } from 'commander';
import { useSettledPaths } from '../scenario/document/scenario-folder.ts';
import { settingsHere } from '../settings/settings.ts';
import type { Settings } from '../settings/settings-schema.ts';

/** The settings that only an option of the same name reads. */
const OPTIONS = ['features', 'steps', 'decisions'] as const;
/** The options that only commands with a store of their own take: elsewhere `--endpoint` is a lab's address. */
const STORE_OPTIONS = ['backend', 'endpoint', 'image'] as const;

/**
 * Gives a command the settings of the current folder, where it has an option of the name that the command line does not
 * give. Throws SpecError for settings that are not valid.
 */
export async function applySettings(command: Command): Promise<void> {
  const has = (name: string) => command.options.some((option) => option.attributeName() === name);
  if (!has('scenarios')) return;
  const settings = await settingsHere();
  useSettledPaths(settings);
  for (const name of has('backend') ? [...OPTIONS, ...STORE_OPTIONS] : OPTIONS) {
    const given = command.getOptionValueSource(name);
    const isOpen = given === undefined || given === 'default';
    if (has(name) && isOpen && settings[name] !== undefined && fits(name, command)) {
      command.setOptionValueWithSource(name, settings[name], 'config');
    }
  }
}

/** False for an endpoint or an image if the command line chooses a store that does not have it. */
function fits(name: keyof Settings, command: Command): boolean {
  const backend: unknown = command.getOptionValue('backend');
  if (name === 'endpoint') return backend === 'endpoint';
  return name !== 'image' || backend === 'localstack';
}
