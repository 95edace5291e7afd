import { type Command, Option } from 'commander';
import { backendNames } from '../backends/choose-backend.ts';
import { SpecError } from '../scenario/spec-error.ts';

/** The options that say which store is behind the gateway. */
export function addBackend(command: Command): void {
  command
    .addOption(
      new Option('--backend <name>', 'the store behind the gateway')
        .choices([...backendNames])
        .default('embedded'),
    )
    .option('--endpoint <url>', 'of the backend endpoint: a running emulator, such as http://127.0.0.1:4566')
    .option('--allow-remote', 'use an endpoint that is not on this machine')
    .addOption(new Option('--image <image>', 'of the backend localstack').env('KEYHOLE_LOCALSTACK_IMAGE'))
    .hook('preAction', refuseMisplaced);
}

const belongsTo = { endpoint: 'endpoint', allowRemote: 'endpoint', image: 'localstack' } as const;

/** An option of another backend would have no effect; one from the environment stands for whenever it is used. */
function refuseMisplaced(command: Command): void {
  for (const [name, backend] of Object.entries(belongsTo)) {
    if (command.getOptionValueSource(name) !== 'cli' || command.getOptionValue('backend') === backend)
      continue;
    const flag = command.options.find((option) => option.attributeName() === name)?.long ?? name;
    throw new SpecError('unusable-backend', `${flag} belongs to --backend ${backend}`);
  }
}
