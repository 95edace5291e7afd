import { outcomeRegister } from '../../scenario/document/outcome-register.ts';
import type { ProvisionedScenario } from '../../scenario/provision/provisioned-scenario.ts';
import type { LabPrincipal } from './cast-of-lab.ts';
import { trialCommands } from './trial-commands.ts';
import { type WrittenExample, writtenExamples } from './written-examples.ts';

/** An outcome or an example to try in a lab. */
export interface ThingToTry {
  /** The id of its outcome: `W03`. */
  readonly outcome?: string | undefined;
  readonly title: string;
  /** The commands that try it; none if no command says what its steps say. */
  readonly commands: readonly string[];
}

/** The most that are told. */
const TOLD = 3;

/**
 * Lists things to try first in a scenario: outcomes, or examples if it has none. Those that commands can try come first, and
 * denials among them. Throws SpecError for a register that is not valid.
 */
export function thingsToTry(
  provisioned: ProvisionedScenario,
  cast: readonly LabPrincipal[],
  features: string,
): readonly ThingToTry[] {
  const { name, document } = provisioned.scenario;
  const examples = writtenExamples(features, name);
  const [bucket, ...others] = Object.values(document.buckets);
  const profiles = new Map(cast.map((one) => [one.phrase, one.name]));
  const commandsOf = (example: WrittenExample | undefined) =>
    (example !== undefined && bucket !== undefined && others.length === 0
      ? trialCommands(example.steps, { bucket: bucket.bucketName, profiles })
      : undefined) ?? [];
  const outcomes = [...outcomeRegister().values()].filter(({ pattern }) => pattern === name);
  const things = outcomes.map(({ id, statement, reason }) => {
    const proofs = examples.filter(({ tags }) => tags.includes(`@${id}`)).map(commandsOf);
    const commands = proofs.find((proof) => proof.length > 0) ?? [];
    return { outcome: id, title: statement, commands, isDenial: reason !== undefined };
  });
  const told =
    things.length > 0
      ? things
      : examples.map((example) => ({
          title: example.title,
          commands: commandsOf(example),
          isDenial: example.isDenied,
        }));
  const rank = (thing: (typeof told)[number]) => (thing.commands.length === 0 ? 2 : thing.isDenial ? 0 : 1);
  return told.toSorted((one, other) => rank(one) - rank(other)).slice(0, TOLD);
}
