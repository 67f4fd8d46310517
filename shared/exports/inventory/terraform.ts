import { hclComment, hclString } from '../hcl-text.ts';
import type { PermissionEntry } from '../../robots/robot.ts';
import { whyNotDefinable } from './definable.ts';
import type {
  InventoryAbout,
  InventoryRobot,
  InventoryText,
  NamedInstance,
} from './inventory-text.ts';

/** Names that no other has: the same robot is often on several instances. */
function uniqueNames(): (wish: string) => string {
  const taken = new Set<string>();
  return (wish) => {
    // Letters, digits, - and _, not starting with a digit (HCL 2, "Identifiers").
    const safe = wish.replace(/[^A-Za-z0-9_-]+/g, '_').replace(/^(?![A-Za-z_])/, '_');
    let name = safe;
    for (let count = 2; taken.has(name); count += 1) name = `${safe}_${String(count)}`;
    taken.add(name);
    return name;
  };
}

const permissionBlock = ({ kind, namespace, access }: PermissionEntry): string =>
  [
    '  permissions {',
    `    kind      = ${hclString(kind)}`,
    `    namespace = ${hclString(namespace)}`,
    ...access.flatMap(({ resource, action, effect }) => [
      '    access {',
      `      resource = ${hclString(resource)}`,
      `      action   = ${hclString(action)}`,
      ...(effect === '' ? [] : [`      effect   = ${hclString(effect)}`]),
      '    }',
    ]),
    '  }',
  ].join('\n');

const resource = (name: string, alias: string, { instance, robot, row }: InventoryRobot): string =>
  `# ${hclComment(`${robot.name} on ${instance.name}`)}
import {
  to = harbor_robot_account.${name}
  id = ${hclString(`/robots/${String(robot.id)}`)}
${alias === '' ? '' : `  provider = harbor.${alias}\n`}}

resource "harbor_robot_account" ${hclString(name)} {
${alias === '' ? '' : `  provider    = harbor.${alias}\n`}  name        = ${hclString(row.shortName)}
  description = ${hclString(robot.description)}
  level       = ${hclString(robot.level)}
  disable     = ${String(robot.disabled)}
  duration    = ${String(robot.duration)}

${robot.permissions
  .filter(({ access }) => access.length > 0)
  .map(permissionBlock)
  .join('\n\n')}
}

`;

/**
 * A resource of the provider `goharbor/harbor` and an import block for each robot, for Terraform
 * and OpenTofu from 1.5 on. Harbor's logins come from the environment or from the reader's own
 * hand; secrets of robots are neither here nor known to Terraform after an import.
 */
export function inventoryTerraform({ instances, restsOn }: InventoryAbout): InventoryText {
  const nameOf = uniqueNames();
  const aliasOf = uniqueNames();
  // A single Harbor needs no alias.
  const aliases = new Map(
    instances.map(({ id, name }) => [id, instances.length === 1 ? '' : aliasOf(name)]),
  );
  const met = new Map<string, NamedInstance>();
  const provider = ({ id, url }: NamedInstance): string => {
    const alias = aliases.get(id) ?? '';
    return `provider "harbor" {
${alias === '' ? '' : `  alias = ${hclString(alias)}\n`}  url   = ${hclString(url)}
}

`;
  };
  return {
    head: `# Robots as they are, for Terraform to take over: terraform plan shows what it would change.
# Logins: HARBOR_USERNAME and HARBOR_PASSWORD, or username and password in each provider block.
# The provider writes the effect "allow" where Harbor has none, so a first apply may change that.
${restsOn.map((words) => `# ${hclComment(words)}\n`).join('')}
terraform {
  required_version = ">= 1.5"
  required_providers {
    harbor = {
      source = "goharbor/harbor"
    }
  }
}

`,
    robot: (one) => {
      const why = whyNotDefinable(one);
      if (why !== '') {
        return `# Left out: ${hclComment(one.robot.name)} on ${hclComment(one.instance.name)}, because ${why}.\n\n`;
      }
      const { robot, row, instance } = one;
      met.set(instance.id, instance);
      const place = instances.length === 1 ? '' : `${instance.name}_`;
      const project = robot.projectName === '' ? '' : `${robot.projectName}_`;
      const name = nameOf(`${place}${project}${row.shortName}`);
      return resource(name, aliases.get(instance.id) ?? '', one);
    },
    // Only of what is in the file: a provider that nothing uses asks for a login all the same.
    foot: () => [...met.values()].map(provider).join(''),
  };
}
