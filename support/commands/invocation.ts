/** Each has an npm script of its name in a clone of the project. */
type CommandName = 'spec' | 'lab' | 'explain' | 'decide' | 'trail';

/**
 * What to type for one of keyhole's commands: `npm run explain -- W03` where keyhole itself was started by such a script,
 * since it is not on the path there; `keyhole explain W03` elsewhere.
 */
export function invocation(command: CommandName, args = ''): string {
  if (!startedByScript()) return `keyhole ${command} ${args}`.trimEnd();
  return args === '' ? `npm run ${command}` : `npm run ${command} -- ${args}`;
}

/** npm tells a script's name to what it starts; the scripts of keyhole's commands are named as these are. */
function startedByScript(): boolean {
  const script = process.env.npm_lifecycle_event;
  return script !== undefined && script === process.argv[2];
}
