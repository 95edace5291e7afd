import { invocation } from '../invocation.ts';

/** A step of a feature that an AWS CLI command can stand for, and the arguments of that command. */
interface Translation {
  readonly step: RegExp;
  /** The words after `aws`, for an object and a bucket. */
  readonly words: (bucket: string, key: string) => string;
  /** True if the command reads its standard input. */
  readonly takesInput?: boolean;
}

const TRANSLATIONS: readonly Translation[] = [
  {
    step: /^(?<who>the .+?) (?:has uploaded|uploads) "(?<key>[\w./-]+)"$/,
    words: (bucket, key) => `s3 cp - s3://${bucket}/${key}`,
    takesInput: true,
  },
  {
    step: /^(?<who>the .+?) reads "(?<key>[\w./-]+)"$/,
    words: (bucket, key) => `s3 cp s3://${bucket}/${key} -`,
  },
  {
    step: /^(?<who>the .+?) lists the [\w -]+ bucket$/,
    words: (bucket) => `s3 ls s3://${bucket}`,
  },
];

/** The names of a scenario that commands need. */
export interface TrialNames {
  /** The name of the scenario's only bucket in S3. */
  readonly bucket: string;
  /** The profiles of principals, by their phrases. */
  readonly profiles: ReadonlyMap<string, string>;
}

/**
 * The commands that do what the steps of an example say, with the AWS CLI. Undefined if a step is none that a command can
 * stand for: the rest alone could come out otherwise.
 */
export function trialCommands(steps: readonly string[], names: TrialNames): readonly string[] | undefined {
  const commands = steps.map((step) => commandFor(step, names));
  return commands.every((command) => command !== undefined) && commands.length > 0 ? commands : undefined;
}

function commandFor(step: string, { bucket, profiles }: TrialNames): string | undefined {
  for (const translation of TRANSLATIONS) {
    const { who, key } = translation.step.exec(step)?.groups ?? {};
    const profile = who === undefined ? undefined : profiles.get(who);
    if (profile === undefined) continue;
    const command = invocation('as', `${profile} -- aws ${translation.words(bucket, key ?? '')}`);
    return translation.takesInput === true ? `echo hello | ${command}` : command;
  }
  return undefined;
}
