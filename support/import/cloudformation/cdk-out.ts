import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SpecError } from '../../scenario/spec-error.ts';

/** A template to import, with what its source says of where it is deployed. */
export interface TemplateFile {
  readonly file: string;
  /** The stack's name, if the source gives one. */
  readonly stack?: string | undefined;
  /** The id of the account and the region, if the source names them. */
  readonly accountId?: string | undefined;
  readonly region?: string | undefined;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** The templates of a folder that `cdk synth` wrote; its assets are no templates. Throws SpecError. */
export function cdkTemplates(folder: string, shown: (path: string) => string): readonly TemplateFile[] {
  const manifest = join(folder, 'manifest.json');
  if (!existsSync(manifest))
    throw new SpecError(
      'unreadable-file',
      `${shown(folder)} has no manifest.json: give a folder that cdk synth wrote, or templates`,
    );
  const { artifacts } = Object(manifestOf(manifest, shown));
  return Object.entries(Object(artifacts)).flatMap(([name, artifact]) => {
    const { type, environment = '', properties } = Object(artifact);
    const { templateFile, directoryName, parameters, stackName } = Object(properties);
    if (type === 'cdk:cloud-assembly' && directoryName !== undefined)
      return cdkTemplates(join(folder, String(directoryName)), shown);
    if (type !== 'aws:cloudformation:stack' || templateFile === undefined) return [];
    const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(String(environment)) ?? [];
    return [
      {
        file: join(folder, String(templateFile)),
        stack: String(stackName ?? name),
        accountId: /^\d{12}$/.test(account ?? '') ? account : undefined,
        region: region === undefined || region.startsWith('unknown') ? undefined : region,
        parameters: Object(parameters),
      },
    ];
  });
}

function manifestOf(file: string, shown: (path: string) => string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new SpecError('syntax', `${shown(file)} is not JSON: run cdk synth again`, { cause });
  }
}
