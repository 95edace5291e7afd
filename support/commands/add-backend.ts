import { type Command, Option } from 'commander';
import { backendNames } from '../backends/choose-backend.ts';
import { SpecError } from '../scenario/spec-error.ts';

/** Adds the options that choose the store behind the gateway. */
export function addBackend(command: Command): void {
  command
    .addOption(
      new Option('--backend <name>', 'the store behind the gateway')
        .choices([...backendNames])
        .default('embedded'),
    )
    .option('--endpoint <url>', 'URL of a running emulator, for --backend endpoint')
    .option('--allow-remote', 'allow an --endpoint that is not on this machine')
    .addOption(
      new Option('--image <image>', 'container image, for --backend localstack').env(
        'KEYHOLE_LOCALSTACK_IMAGE',
      ),
    )
    .hook('preAction', refuseMisplaced);
}

const belongsTo = { endpoint: 'endpoint', allowRemote: 'endpoint', image: 'localstack' } as const;

/**
 * Refuses an option of another backend, which would have no effect. An option from the environment is only a default,
 * and is not refused.
 */
function refuseMisplaced(command: Command): void {
  for (const [name, backend] of Object.entries(belongsTo)) {
    if (command.getOptionValueSource(name) !== 'cli' || command.getOptionValue('backend') === backend)
      continue;
    const flag = command.options.find((option) => option.attributeName() === name)?.long ?? name;
    throw new SpecError('unusable-backend', `${flag} needs --backend ${backend}`);
  }
}
