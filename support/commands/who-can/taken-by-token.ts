import type { AccessUse } from '../../access/access-use.ts';
import type { AccessWorld } from '../../access/access-world.ts';
import type { PathFinder } from '../../access/paths/find-paths.ts';
import { WITH_TOKEN } from '../../access/token-holders.ts';
import { outputWidth, wrapLines } from '../../terminal/wrap-lines.ts';

/** Says who may take a role with a token, by an action of its own, when another one is asked for. */
export async function takenByToken(
  world: AccessWorld,
  finder: PathFinder,
  use: AccessUse,
): Promise<readonly string[]> {
  if (use.action.action !== 'sts:AssumeRole') return [];
  const withToken = { ...use, action: { action: WITH_TOKEN } };
  const names: string[] = [];
  for (const who of world.principals)
    if (who.kind === 'token' && (await finder.direct(who, withToken)) !== 'denied') names.push(who.name);
  return names.flatMap((name) =>
    wrapLines(`${name} may assume it by ${WITH_TOKEN}: ask for that action`, outputWidth()),
  );
}
