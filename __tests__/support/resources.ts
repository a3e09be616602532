import { App } from 'cdktf';
import { ZencoderStack } from '../../lib/app/stack';
import { resolve } from '../../lib/config/resolve';
import { readConfig } from '../../lib/files/read-config';
import { inFolderWith } from './workspace';

export type Arguments = Readonly<Record<string, unknown>>;

/** A hash at the end of a name: CDKTF adds it to nested resources, and this library adds it to objects. */
const HASH = /[-_][0-9A-Fa-f]{8,16}$/;

/**
 * The resources of a `zencoder.yaml` by stack and address, or their instances if they have several. The addresses have no hashes, so
 * they are easy to read.
 */
export function resourcesOf(yaml: string): Record<string, Arguments> {
  const found: Record<string, Arguments> = {};
  for (const [stack, configuration] of Object.entries(configurationsOf(yaml))) {
    for (const [type, resources] of Object.entries(configuration.resource ?? {})) {
      for (const [name, resource] of Object.entries(resources)) {
        const address = `${stack} ${type}.${name.replace(HASH, '')}`;
        const { depends_on: _, ...rest } = resource;
        Object.assign(found, instances(address, rest, configuration.resource!));
      }
    }
  }
  return found;
}

type Resources = Readonly<Record<string, Readonly<Record<string, Arguments>>>>;

export function configurationsOf(yaml: string): Record<string, { resource?: Resources }> {
  return inFolderWith({ 'zencoder.yaml': yaml }, (outdir) => {
    const { config } = readConfig('zencoder.yaml');
    const app = new App({ outdir, stackTraces: false });
    const stacks = Object.keys(config.stacks).map(
      (name) => [name, new ZencoderStack(app, name, resolve(config))] as const,
    );
    return Object.fromEntries(stacks.map(([name, stack]) => [name, stack.toTerraform()]));
  });
}

/** The instances of a resource. The two resources for grants in ACLs have the same instances. */
function instances(address: string, resource: Arguments, resources: Resources): Record<string, Arguments> {
  if (resource.for_each === undefined) {
    return { [address]: resource };
  }
  const holder = typeof resource.for_each === 'object' ? resource : Object.values(resources.terraform_data!)[0]!;
  return Object.fromEntries(
    Object.entries(holder.for_each as Record<string, unknown>).map(([key, value]) => [
      `${address} ${key.replace(HASH, '')}`,
      { value },
    ]),
  );
}
