/** The commands. A clone of the project, and what `keyhole init` writes, have an npm script of the same name for each. */
type CommandName =
  | 'spec'
  | 'steps'
  | 'lab'
  | 'as'
  | 'env'
  | 'reset'
  | 'snapshot'
  | 'explain'
  | 'decide'
  | 'trail';

/**
 * The text to type for a command. If an npm script started keyhole, it is `npm run explain -- W03`, since keyhole is
 * then not on the path; `npx keyhole explain W03` if npx did. Otherwise it is `keyhole explain W03`.
 */
export function invocation(command: CommandName, args = ''): string {
  const npx = process.env.npm_lifecycle_event === 'npx' ? 'npx ' : '';
  if (!startedByScript()) return `${npx}keyhole ${command} ${args}`.trimEnd();
  // npm prints a heading of its own, which must not get into the output of another command.
  const run = command === 'as' || command === 'env' ? 'npm run -s' : 'npm run';
  return args === '' ? `${run} ${command}` : `${run} ${command} -- ${args}`;
}

/**
 * True if npm started keyhole by a script that is named as the command is. npm puts the script's name into the
 * environment.
 */
function startedByScript(): boolean {
  const script = process.env.npm_lifecycle_event;
  return script !== undefined && script === process.argv[2];
}
