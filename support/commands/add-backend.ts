import { type Command, Option } from 'commander';
import { backendNames } from '../backends/backend-names.ts';

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
    .addOption(new Option('--image <image>', 'of the backend localstack').env('KEYHOLE_LOCALSTACK_IMAGE'));
}
