import { SpecError } from '../../scenario/spec-error.ts';
import type { LabOptions } from './lab-options.ts';

/** Throws SpecError for options of a lab that do not fit each other. */
export function checkOptions(options: LabOptions): void {
  const { scenario, empty = false, run, as, tokens, watch = false } = options;
  if ((scenario === undefined) !== empty)
    throw new SpecError('unknown-scenario', 'lab needs the name of a scenario or --empty, and not both');
  if (empty && tokens !== undefined)
    throw new SpecError('unknown-scenario', '--tokens needs a scenario, whose roles are assumed with them');
  if (empty && watch)
    throw new SpecError('unknown-scenario', '--watch needs a scenario, whose files it watches');
  if (run?.trim() === '')
    throw new SpecError('nothing-selected', "--run needs a command, such as --run 'aws s3 ls'");
  if (run !== undefined && watch)
    throw new SpecError('nothing-selected', '--watch does not go with --run, whose command ends the lab');
  if (as !== undefined && run === undefined)
    throw new SpecError('nothing-selected', '--as needs --run and a command that acts as the principal');
  refuseAssumedTransport(options);
}

/** Throws SpecError if an option states what each connection of a lab with TLS says itself. */
function refuseAssumedTransport({ https = false, port, plainPort, assume = [] }: LabOptions): void {
  if (!https && plainPort !== undefined)
    throw new SpecError('unusable-port', '--plain-port needs --https: without it, a lab serves plain HTTP');
  if (plainPort !== undefined && plainPort !== 0 && plainPort === port)
    throw new SpecError('unusable-port', '--plain-port and --port need different ports');
  const stated = assume.find((words) => /^(?:aws:SecureTransport|s3:TlsVersion)=/i.test(words));
  if (!https || stated === undefined) return;
  const message = `--assume ${stated} contradicts --https: each connection says itself if it is over TLS`;
  throw new SpecError('invalid-document', message);
}
