import { expect, test } from '@jest/globals';
import { keyholeHere } from './testing/run-keyhole.ts';

/** The commands that a help lists, without the one for help itself. */
function commandsIn(help: string): readonly string[] {
  const [, list = ''] = /\nCommands:\n(.*?)(?:\n\n|$)/s.exec(help) ?? [];
  return [...list.matchAll(/^ {2}(?<name>[a-z-]+)/gm)]
    .flatMap(({ groups }) => groups?.name ?? [])
    .filter((name) => name !== 'help');
}

/** The help of a command and of all commands below it. */
async function helpsOf(command: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await keyholeHere(...command, '--help');
  const below = await commandsIn(stdout).reduce(
    async (told, name) => new Map([...(await told), ...(await helpsOf([...command, name]))]),
    Promise.resolve<ReadonlyMap<string, string>>(new Map()),
  );
  return new Map([[command.join(' '), stdout], ...below]);
}

test('the help of each command fits in 80 columns', async () => {
  const helps = await helpsOf([]);
  expect(helps.size).toBeGreaterThan(20);
  const long = [...helps].flatMap(([command, help]) =>
    help.split('\n').flatMap((line) => (line.length > 80 ? [`${command}: ${line}`] : [])),
  );
  expect(long).toEqual([]);
});
