import { callsInAddress } from './addresses.ts';
import type {
  Instance,
  ModuleConfiguration,
  ResourceConfiguration,
  TerraformFile,
} from './read-terraform.ts';

/** The configuration of a module, by its address; undefined in a state. */
export function configurationAt(file: TerraformFile, module: string): ModuleConfiguration | undefined {
  return callsInAddress(module).reduce<ModuleConfiguration | undefined>(
    (at, name) => at?.calls[name]?.module,
    file.configuration,
  );
}

/** The configuration of an instance; undefined in a state. */
export function configurationOf(
  file: TerraformFile,
  { module, mode, type, name }: Pick<Instance, 'module' | 'mode' | 'type' | 'name'>,
): ResourceConfiguration | undefined {
  const address = `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
  return configurationAt(file, module)?.resources.find((one) => one.address === address);
}

/** The calls that lead to a module, each with its source. */
export function callsOf(
  file: TerraformFile,
  module: string,
): readonly { readonly name: string; readonly source: string }[] {
  let at = file.configuration;
  return callsInAddress(module).map((name) => {
    const call = at?.calls[name];
    at = call?.module;
    return { name, source: call?.source ?? '' };
  });
}
